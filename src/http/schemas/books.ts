/** The rulebook, the tables of the intake, the audit log, health. */
import { z } from 'zod';
import { TableKey } from '../../domain/mends.ts';
import { ActorId, Id, Instant, named, pageOf, Sha256, Words } from './common.ts';

export const RuleView = named(
  'Rule',
  z.strictObject({
    id: z.string(),
    family: z.strictObject({ letter: z.string(), name: Words }),
    text: Words,
    sources: z.array(z.strictObject({ document: z.string(), name: Words, quote: z.string() })),
    strength: z.string(),
    strengthName: Words,
    /** Whether it is in effect. */
    effect: Words,
    policyKeys: z.array(z.string()),
    acts: z.array(z.strictObject({ where: z.string(), place: Words, name: z.string() })),
    check: z.array(z.string()),
  }),
);
export const RuleList = z.strictObject({ items: z.array(RuleView) });
export const RuleId = z.string().regex(/^[A-Z]\d{2}$/);

export const IntakeTables = z.strictObject({
  items: z.array(
    named(
      'IntakeTable',
      z.strictObject({
        key: TableKey,
        name: z.string(),
        columns: z.array(
          z.strictObject({
            field: z.string(),
            header: z.string(),
            required: z.boolean(),
          }),
        ),
      }),
    ),
  ),
});

const AuditEntry = named(
  'AuditEntry',
  z.strictObject({
    seq: z.int().positive(),
    at: Instant,
    actor: ActorId,
    countyId: Id.nullable(),
    action: z.string(),
    target: z.string(),
    detail: z.record(z.string(), z.unknown()),
    previous: z.string(),
    hash: Sha256,
  }),
);
export const AuditPage = pageOf(AuditEntry);
export const ChainCheck = z.strictObject({
  entries: z.int().nonnegative(),
  /** Number of the first entry that does not fit; null = the chain holds. */
  broken: z.int().nullable(),
});

export const Health = named('Health', z.strictObject({ status: z.literal('ok') }));
export const Readiness = named('Readiness', z.strictObject({ ready: z.literal(true) }));

export const OpenApi = z.looseObject({ openapi: z.string() });
