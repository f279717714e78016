/** Keys, sessions, and who is asking. */
import { z } from 'zod';
import { Id, Instant, named, pageOf, RoleName } from './common.ts';

export const KeyId = z.string().regex(/^[\w-]{1,64}$/);

export const KeyView = named(
  'Key',
  z.strictObject({
    id: KeyId,
    name: z.string(),
    role: RoleName,
    /** Null = every county. */
    countyId: Id.nullable(),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    lastUsedAt: Instant.nullable(),
  }),
);
export const KeyPage = pageOf(KeyView);
export const NewKey = named(
  'NewKey',
  z.strictObject({
    name: z.string().min(1).max(100),
    role: RoleName,
    countyId: Id.nullable(),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
  }),
);
/** The secret is shown here and never again. */
export const CreatedKey = named('CreatedKey', z.strictObject({ key: KeyView, secret: z.string() }));

export const NewSession = z.strictObject({ key: z.string().min(1).max(200) });
export const Session = named(
  'Session',
  z.strictObject({
    /** `key:<id>`. */
    id: z.string(),
    role: RoleName,
    countyId: Id.nullable(),
    /** Null for a request with a key. */
    expiresAt: Instant.nullable(),
  }),
);
export const SignInQuery = z.strictObject({
  /** The one-time token that the first start prints. */
  token: z.string().min(1).max(200).optional(),
  /** Set after a form with a wrong key. */
  failed: z.literal('1').optional(),
});
