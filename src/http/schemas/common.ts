/** Words that every resource of the API uses: ids, pages of lists, problem details. */
import { z } from 'zod';

/** Names of the schemas that the OpenAPI document lists once and refers to. */
export const components = z.registry<{ id: string }>();

/** The schema under a name of its own in the OpenAPI document. */
export function named<T extends z.ZodType>(id: string, schema: T): T {
  components.add(schema, { id });
  return schema;
}

export const Id = z.uuid();
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** ISO 8601 with the time zone; what a clock said, never part of a result. */
export const Instant = z.string();
/** Who acted: `key:<id>`, `worker:<id>` or `system`. */
export const ActorId = z.string();
export const RoleName = z.enum(['viewer', 'planner', 'approver', 'admin']);

/** Most items of a page. */
const LARGEST_PAGE = 200;
const USUAL_PAGE = 50;
export const PageQuery = z.strictObject({
  /** `next` of the page before; absent for the first. */
  cursor: z
    .string()
    .regex(/^[\w.~=:-]{1,200}$/)
    .optional(),
  limit: z.coerce.number<string>().int().min(1).max(LARGEST_PAGE).default(USUAL_PAGE),
});

/** One page of a list; `next` null = the last. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

/** A sentence in both languages. */
export const Words = named('Words', z.strictObject({ zh: z.string(), en: z.string() }));

/** One thing wrong with what was handed in. */
const Issue = named(
  'Issue',
  z.strictObject({
    code: z.string(),
    path: z.string().optional(),
    sheet: z.string().optional(),
    cell: z.string().optional(),
    message: z.string(),
  }),
);
export const Issues = z.array(Issue);

/** RFC 9457 problem details, with the stable codes of the command line. */
export const Problem = named(
  'Problem',
  z.strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    /** Request id: what to quote when asking the operator. */
    instance: z.string(),
    issues: Issues,
  }),
);
export type Problem = z.infer<typeof Problem>;

/** A file's name without a path: no separators, no control characters, no leading dot. */
export const FileName = z
  .string()
  .min(1)
  .max(255)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^(?!\.)[^/\\\u0000-\u001f\u007f<>:"|?*]+$/);

export const FileEntry = named(
  'FileEntry',
  z.strictObject({ name: z.string(), hash: Sha256, bytes: z.int().nonnegative() }),
);
