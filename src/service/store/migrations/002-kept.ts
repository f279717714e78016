/** Schema 2: when bytes were last handed in (for the retention), and the best allocation that a running job has told. */
export const KEPT = `
alter table blob add column kept_at timestamptz not null default now();
alter table job add column incumbent_blob text;
`;
