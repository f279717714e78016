/** Something wider than a narrow screen: it scrolls by itself, by keyboard too. */
import type { ComponentChildren } from 'preact';

export function Wide({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="scroll-x" tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}
