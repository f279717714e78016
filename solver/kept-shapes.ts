/**
 * V8 compiles a function for the hidden classes it has met, and throws the code away when a collection takes the last
 * object of such a class. Between two solves nothing of the solver is alive, so every solve after a full collection
 * began in the interpreter again (a warm round: 200 ms of CPU instead of 70). One solved program, two columns
 * wide, and one small auction are kept for the life of the process: their objects have the classes of all the others.
 */
import { ModelBuilder } from './builder.ts';
import { Auction } from './flow/auction.ts';
import { Labels } from './flow/auction-labels.ts';
import { findShape } from './flow/auction-shape.ts';
import { Patterns, recognise } from './flow/network.ts';
import { Tiers } from './flow/tiers.ts';

const kept: unknown[] = [];

/** To be called before a solve; costs something the first time only. */
export function keepShapes(): void {
  if (kept.length === 0) kept.push(solvedTiny(), endedAuction(), new Patterns());
}

/**
 * One arc to a node and one, dearer, to the root that a side row sees: a pivot leads from this to that. A field that has
 * held nothing, or none but small whole numbers, makes another hidden class; so one step has no bound, and there are two
 * tiers, the second with a weight of infeasibility that is not whole (without: 54 functions anew in every other solve).
 */
function solvedTiny(): Tiers {
  const endless = Number.POSITIVE_INFINITY;
  const builder = new ModelBuilder('kept');
  const from = builder.addRow('from', 1, 1);
  const to = builder.addRow('to', -1, 0);
  const side = builder.addRow('side', 0, 2);
  builder.addColumn('network', 0, 2, true, [from, to], [1, -1]);
  builder.addColumn('seen', 0, endless, true, [from, side], [1, 2]);
  const model = builder.build();
  const tiers = new Tiers(model, recognise(model));
  const tier = (name: string, ...costs: number[]) =>
    ({ name, sense: 'min', coefficients: Float64Array.from(costs) }) as const;
  const objectives = [tier('first', 2, 3), tier('second', 1, 1)];
  const options = { deadline: endless, mostNodes: endless, shouldStop: () => false };
  tiers.solve(objectives, options);
  // Once more, and the way that was taken is closed.
  model.upper[0] = 0;
  tiers.touch('column', 0);
  tiers.solve(objectives, options);
  return tiers;
}

/** Sixty sources, two nodes with room for forty each. */
function endedAuction(): Labels {
  const sources = 60;
  const nodes = sources + 2;
  const own = 2 * sources + 2;
  const each = (of: (arc: number) => number) => Array.from({ length: own }, (_, a) => of(a));
  const isPipe = (a: number) => a >= 2 * sources;
  const target = (a: number) => sources + (a % 2);
  const logical = Array.from({ length: nodes }, (_, i) => (i < sources ? 1 : 0));
  const auction = new Auction(
    findShape({
      nodes,
      tail: Int32Array.of(
        ...each((a) => (isPipe(a) ? target(a) : a >> 1)),
        ...logical.map(() => nodes),
      ),
      head: Int32Array.of(...each((a) => (isPipe(a) ? nodes : target(a))), ...logical.keys()),
      lower: Float64Array.of(...each(() => 0), ...logical),
      upper: Float64Array.of(...each((a) => (isPipe(a) ? 40 : 1)), ...logical),
      cost: Float64Array.of(...each((a) => (a * 7) % 11), ...logical.map(() => 0)),
    })!,
  );
  auction.run();
  const labels = new Labels(auction);
  labels.find();
  return labels;
}
