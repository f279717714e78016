/** Requests that each route of the API accepts, about the things of one seeded county. */
import { type Asking, formOf } from './api.ts';
import type { Seeded } from './fake-service.ts';

const BODIES: Readonly<Record<string, (own: Seeded) => Asking>> = {
  'POST /sessions': () => ({ json: { key: 'tk_wrong' } }),
  'POST /counties': () => ({ json: { name: '丙县' } }),
  'POST /keys': ({ county }) => ({ json: { name: 'k', role: 'viewer', countyId: county } }),
  'DELETE /counties/{county}': () => ({ json: { why: '合同到期' } }),
  'POST /counties/{county}/files': () => ({ json: { demo: true } }),
  'POST /counties/{county}/uploads': () => ({
    form: formOf({ files: new File(['a'], 'plan.csv') }),
  }),
  'POST /counties/{county}/versions/{version}/mends': () => ({
    json: { format: 'tiaopei-mends/1' },
  }),
  'POST /policies/validate': () => ({ json: { values: {} } }),
  'POST /counties/{county}/policies': () => ({ json: { name: 'p', values: {} } }),
  'POST /jobs': ({ version }) => ({
    json: { kind: 'infeasible', versionId: version, policy: { values: {} } },
  }),
  'PATCH /proposals/{proposal}': () => ({ json: { name: '第一稿' } }),
  'POST /proposals/{proposal}/reports': () => ({ json: { reports: [] } }),
  'POST /proposals/{proposal}/approvals': () => ({ json: { to: 'published', why: '公示' } }),
  'POST /proposals/{proposal}/objections': () => ({ json: { teacherId: 't1', reason: '不服' } }),
  'POST /objections/{objection}/ruling': () => ({ json: { upheld: false, why: '无据' } }),
};

/** The route's path with the things of one county. `GET /jobs/{job}/events` follows a job that has ended. */
export function pathOf(path: string, own: Seeded): string {
  const parts: Readonly<Record<string, string>> = {
    ...own,
    ...{ name: 'proposal.json', file: 'app.js', rule: 'X02' },
  };
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(parts[name] ?? name),
  );
}

/** What a route takes beside its path. */
export function acceptable(route: string, own: Seeded): Asking {
  return BODIES[route]?.(own) ?? {};
}
