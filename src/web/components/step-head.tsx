/** Heading of a step and what it is for. */
import type { ComponentChildren } from 'preact';

export function StepHead(props: { title: string; help: string; children?: ComponentChildren }) {
  return (
    <header class="step-head">
      <div>
        <h1>{props.title}</h1>
        <p>{props.help}</p>
      </div>
      {props.children}
    </header>
  );
}
