/** A part of the page that is fetched when it is first needed. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Fault, Loading } from '../components/panel-parts.tsx';

interface Module {
  readonly default: ComponentType;
}

export function Lazy({ load }: { load: () => Promise<Module> }) {
  const [part, setPart] = useState<{ Part: ComponentType } | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const fetchPart = () => {
    setFault(null);
    load().then(({ default: Part }) => setPart({ Part }), setFault);
  };
  useEffect(fetchPart, []);
  if (fault !== null) return <Fault fault={fault} again={fetchPart} />;
  return part === null ? <Loading /> : <part.Part />;
}
