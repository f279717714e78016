/** 操作日志 in words: an entry names keys and things by their ids; a planner knows them by name and number. */
import type { Answered } from '../../api/shapes.ts';
import { hasMessage, t } from '../../messages/index.ts';

export type Entry = Answered<'GET /audit-log'>['items'][number];

/** What ids stand for. */
export interface TrailNames {
  /** Actor → name of the key. */
  readonly actors: ReadonlyMap<string, string>;
  /** Who is looking. */
  readonly me: string | null;
  /** Plan → its number. */
  readonly plans: ReadonlyMap<string, number>;
  /** Data version → its number. */
  readonly versions: ReadonlyMap<string, number>;
  /** Job → its kind. */
  readonly jobs: ReadonlyMap<string, string>;
  readonly county: string;
}

/** Letters of an id that tell it from others on one screen. */
const SHORT = 8;
const shortened = (id: string) => (/[0-9a-f-]{16}/.test(id) ? id.slice(0, SHORT) : id);

/** An action that the page has no words for is shown as the log has it. */
export function actionWords(action: string): string {
  const key = `trail.action.${action}`;
  return hasMessage(key) ? t(key) : action;
}

export function actorWords(
  actor: string,
  { actors, me }: Pick<TrailNames, 'actors' | 'me'>,
): string {
  if (actor === 'system') return t('trail.system');
  const name = actors.get(actor) ?? shortened(actor.replace(/^key:/, ''));
  return actor === me ? t('trail.me', { name }) : name;
}

export function targetWords({ action, target, detail }: Entry, names: TrailNames): string {
  const [what] = action.split('.');
  const number = names.plans.get(target);
  if (what === 'proposal' && number !== undefined) return t('plan.number', { number });
  const kind = `trail.job.${names.jobs.get(target)}`;
  if (what === 'job') return hasMessage(kind) ? t(kind) : shortened(target);
  if (what === 'county') return names.county;
  const version = names.versions.get(target);
  if (what === 'version' && version !== undefined) return t('bring.version', { number: version });
  if (what === 'session' || what === 'key') return actorWords(`key:${target}`, names);
  if (what === 'file' && typeof detail.bytes === 'number')
    return t('reports.size', { kb: Math.ceil(detail.bytes / 1024) });
  const { teacherId } = detail;
  if (typeof teacherId === 'string') return t('trail.of-person', { teacherId });
  return shortened(target);
}

/** The kind of each job, out of the entries of their submission. */
export function jobKinds(entries: readonly Entry[]): ReadonlyMap<string, string> {
  return new Map(
    entries
      .filter(({ action, detail }) => action === 'job.submit' && typeof detail.kind === 'string')
      .map(({ target, detail }) => [target, String(detail.kind)]),
  );
}
