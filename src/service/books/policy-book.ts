/** Stored policies of counties. */
import { randomUUID } from 'node:crypto';
import { type Policy, parsePolicy, policyHash } from '../../domain/policy.ts';
import type { Actor, Page, PageRequest, PolicyView, Service } from '../contract.ts';
import { audited } from '../store/audit.ts';
import type { Row } from '../store/database.ts';
import { type Ground, iso, NEWEST, paged, position } from './ground.ts';

type PolicyPart = Service['policies'];

export class PolicyBook implements PolicyPart {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** @throws InputError when the values are no policy */
  async create(countyId: string, name: string, values: unknown, by: Actor): Promise<PolicyView> {
    const policy = parsePolicy(values);
    const id = randomUUID();
    const hash = policyHash(policy);
    await this.#ground.db.transaction([
      {
        sql: 'insert into policy (id, county_id, name, hash, policy_values, created_by) values ($1, $2, $3, $4, $5::json, $6)',
        values: [id, countyId, name, hash, JSON.stringify(policy), by.id],
      },
      audited(by, { action: 'policy.create', target: id, countyId, detail: { hash } }),
    ]);
    return (await this.get(id)) as PolicyView;
  }

  async get(id: string): Promise<PolicyView | null> {
    const [row] = await this.#ground.db.query('select * from policy where id = $1', [id]);
    return row === undefined ? null : policyView(row);
  }

  async list(countyId: string, page: PageRequest): Promise<Page<PolicyView>> {
    const rows = await this.#ground.db.query<Row & { seq: number }>(
      'select * from policy where county_id = $1 and seq < $2 order by seq desc limit $3',
      [countyId, position(page, NEWEST), page.limit + 1],
    );
    return paged(rows, page, policyView);
  }
}

function policyView(row: Row): PolicyView {
  return {
    id: String(row.id),
    countyId: String(row.county_id),
    name: String(row.name),
    hash: String(row.hash),
    values: row.policy_values as Policy,
    createdAt: iso(row.created_at),
    createdBy: String(row.created_by),
  };
}
