/** Every peer there is; `flow` is one of them, and whatever is measured is measured the same way for all. */
import { flow, glpk, highs } from './backends.ts';
import { cbc, cbcLpFirst } from './cbc.ts';
import { flowKernel } from './flow-kernel.ts';
import { glpsol } from './glpsol.ts';
import { highsMip } from './highs-mip.ts';
import { jslp } from './jslp.ts';
import { lemonPeers } from './lemon.ts';
import type { Peer } from './peer.ts';
import { scipyPeers } from './scipy.ts';

export const PEERS: readonly Peer[] = [
  flow,
  flowKernel,
  highs,
  highsMip,
  glpk,
  jslp,
  cbc,
  cbcLpFirst,
  glpsol,
  ...scipyPeers,
  ...lemonPeers,
];

/** @throws Error when there is no such peer */
export function peerCalled(name: string): Peer {
  const found = PEERS.find((peer) => peer.name === name);
  if (found === undefined) throw new Error(`no peer is called ${name}`);
  return found;
}
