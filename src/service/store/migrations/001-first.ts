/** Schema 1. Everything personal is in `blob`; the other tables hold ids, hashes, numbers, staff numbers. */
export const FIRST = `
create table county (
  id uuid primary key, name text not null, created_at timestamptz not null default now(), created_by text not null,
  latest_version_id uuid, seq bigint generated always as identity
);
create table blob (
  county_id uuid not null references county on delete cascade, hash text not null, bytes bytea not null, size integer not null,
  primary key (county_id, hash)
);
alter table blob alter column bytes set storage external;
create table version (
  id uuid primary key, county_id uuid not null references county on delete cascade, number integer not null,
  hash text, county_blob text, findings_blob text not null, detail_blob text not null,
  counts json, errors integer not null, warnings integer not null, mended integer not null,
  kinds json not null, job_id uuid not null, created_at timestamptz not null default now(), created_by text not null,
  unique (county_id, number)
);
create table policy (
  id uuid primary key, county_id uuid not null references county on delete cascade, name text not null, hash text not null,
  policy_values json not null, created_at timestamptz not null default now(), created_by text not null,
  seq bigint generated always as identity
);
create index policy_of_county on policy (county_id, seq);
create table job (
  id uuid primary key, county_id uuid not null references county on delete cascade, kind text not null,
  spec_blob text not null, state text not null check (state in ('queued','running','done','failed','cancelled')),
  priority integer not null, attempt integer not null default 0, attempts integer not null,
  submitted_at timestamptz not null default now(), queued_at timestamptz not null default now(),
  started_at timestamptz, solving_at timestamptz, ended_at timestamptz,
  cancel_requested boolean not null default false, progress json, result text, limit_reached text,
  version_id uuid, proposal_id uuid, reasons json not null default '[]', issues json not null default '[]', error json,
  worker_id uuid, submitted_by text not null, idempotency_key text, request_hash text, events integer not null default 0,
  seq bigint generated always as identity,
  unique (county_id, idempotency_key)
);
create index job_of_county on job (county_id, seq);
create index job_open on job (state, seq) where state in ('queued','running');
create index job_seq on job (seq);
create table job_file (
  job_id uuid not null references job on delete cascade, name text not null, hash text not null, bytes integer not null,
  primary key (job_id, name)
);
create table job_event (
  job_id uuid not null references job on delete cascade, seq integer not null, kind text not null,
  at timestamptz not null default now(), data json not null,
  primary key (job_id, seq)
);
create table proposal (
  id uuid primary key, county_id uuid not null references county on delete cascade, version_id uuid not null,
  job_id uuid not null unique references job, number integer not null, name text,
  created_at timestamptz not null default now(), created_by text not null, state text not null default 'draft',
  status text not null, hash text not null, certificate text, summary json not null,
  unique (county_id, number)
);
create table approval (
  proposal_id uuid not null references proposal on delete cascade, seq integer not null,
  from_state text not null, to_state text not null, at timestamptz not null default now(), by_actor text not null,
  why_blob text not null, publicity_start text, publicity_end text,
  primary key (proposal_id, seq)
);
create table objection (
  id uuid primary key, proposal_id uuid not null references proposal on delete cascade, teacher_id text not null,
  state text not null default 'open', filed_at timestamptz not null default now(), filed_by text not null,
  reason_blob text not null, ruled_at timestamptz, ruled_by text, ruling_blob text, job_id uuid,
  seq bigint generated always as identity
);
create table api_key (
  id uuid primary key, name text not null, role text not null, county_id uuid,
  salt bytea not null, secret_hash bytea not null, created_at timestamptz not null default now(),
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, seq bigint generated always as identity
);
create table session (
  token_hash text primary key, key_id uuid not null references api_key on delete cascade, expires_at timestamptz not null
);
create table sign_in (
  token_hash text primary key, key_id uuid not null references api_key on delete cascade, expires_at timestamptz not null
);
create table worker (
  id uuid primary key, host text not null, pid integer not null, threads integer not null, busy integer not null default 0,
  rss_bytes bigint not null default 0, restarts integer not null default 0, heartbeat_at timestamptz not null default now()
);
create table audit_log (
  seq bigint primary key, at text not null, actor text not null, county_id uuid, action text not null, target text not null,
  detail text not null, previous text not null, hash text not null
);
create index audit_of_county on audit_log (county_id, seq);
create function audit_refuse() returns trigger language plpgsql as $f$
begin
  raise exception 'the audit log only grows';
end $f$;
create trigger audit_only_grows before update or delete on audit_log for each row execute function audit_refuse();
create trigger audit_is_not_emptied before truncate on audit_log for each statement execute function audit_refuse();
create function audit_append(who text, county uuid, what text, on_what text, more text, body text)
returns text language plpgsql as $f$
declare
  last_seq bigint; last_hash text; moment text; fresh text;
begin
  -- Held to the end of the transaction: the chain has one end.
  perform pg_advisory_xact_lock(7364201);
  select seq, hash into last_seq, last_hash from audit_log order by seq desc limit 1;
  last_seq := coalesce(last_seq, 0) + 1;
  last_hash := coalesce(last_hash, repeat('0', 64));
  moment := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  fresh := encode(sha256(convert_to(last_hash || chr(10) || last_seq || chr(10) || moment || chr(10) || body, 'UTF8')), 'hex');
  insert into audit_log (seq, at, actor, county_id, action, target, detail, previous, hash)
  values (last_seq, moment, who, county, what, on_what, more, last_hash, fresh);
  return fresh;
end $f$;
`;
