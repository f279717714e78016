/** Policies of a county, presets, and what every key means. */
import { z } from 'zod';
import { Policy } from '../../domain/policy.ts';
import { ActorId, Id, Instant, Issues, named, pageOf, Sha256, Words } from './common.ts';

/** Values as a patch of the defaults, nested or with dotted keys. */
const Values = z.record(z.string().max(100), z.unknown());
export const NewPolicy = named(
  'NewPolicy',
  z.strictObject({ name: z.string().min(1).max(100), values: Values }),
);
export const PolicyCheck = z.strictObject({ values: Values });

/** One key that is not at its default. */
const Difference = named(
  'PolicyDifference',
  z.strictObject({ key: z.string(), default: z.unknown(), value: z.unknown() }),
);
export const Validation = named(
  'PolicyValidation',
  z.strictObject({
    valid: z.boolean(),
    issues: Issues,
    /** The whole policy; null when it is not valid. */
    values: named('Policy', Policy).nullable(),
    hash: Sha256.nullable(),
    diff: z.array(Difference),
  }),
);

const policy = {
  id: Id,
  countyId: Id,
  name: z.string(),
  hash: Sha256,
  values: Policy,
  createdAt: Instant,
  createdBy: ActorId,
};
export const PolicyView = named(
  'StoredPolicy',
  z.strictObject({ ...policy, diff: z.array(Difference) }),
);
export const PolicyPage = pageOf(PolicyView);

export const Presets = z.strictObject({
  items: z.array(
    named(
      'PolicyPreset',
      z.strictObject({
        name: z.string(),
        label: Words,
        text: Words,
        values: Values,
        diff: z.array(Difference),
      }),
    ),
  ),
});

export const PolicyKeys = z.strictObject({
  groups: z.array(z.strictObject({ id: z.string(), label: Words })),
  keys: z.array(
    named(
      'PolicyKey',
      z.strictObject({
        /** Dotted, e.g. `flow.skip`. */
        key: z.string(),
        group: z.string(),
        label: Words,
        /** Unit of the number, e.g. 人, %, km; null for what is no number. */
        unit: Words.nullable(),
        type: z.enum(['boolean', 'integer', 'choice', 'list', 'text', 'object']),
        minimum: z.number().nullable(),
        maximum: z.number().nullable(),
        nullable: z.boolean(),
        /** Of a choice, and of the entries of a list. */
        choices: z.array(z.strictObject({ value: z.string(), label: Words })),
        /** In words, e.g. `0–100`, `soft | hard`. */
        range: z.string(),
        default: z.unknown(),
        /** Rules of the book that name the key, and the decision (A1 … A24) that it settles. */
        rules: z.array(
          z.strictObject({
            id: z.string(),
            text: Words,
            sources: z.array(z.strictObject({ document: z.string(), quote: z.string() })),
          }),
        ),
        decisions: z.array(z.string()),
        text: Words,
      }),
    ),
  ),
});
