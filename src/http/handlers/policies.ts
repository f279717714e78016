/** Policies: presets, the meaning of every key, validation, those of a county. */
import { InputError } from '../../domain/errors.ts';
import { parsePolicy, policyHash } from '../../domain/policy.ts';
import { policyDiff } from '../../domain/policy-diff.ts';
import type { PolicyView } from '../../service/contract.ts';
import { fixedReply } from '../fixed-reply.ts';
import type { Handlers } from '../handler.ts';
import { policyBook, presets } from '../policy-book.ts';
import type { policyRoutes } from '../routes/policies.ts';
import { PolicyKeys, Presets } from '../schemas/policies.ts';
import { pageRequest } from './access.ts';

export function policyHandlers(): Handlers<typeof policyRoutes> {
  const keys = fixedReply(PolicyKeys, policyBook());
  const known = fixedReply(Presets, { items: presets() });
  return {
    'GET /policies/presets': () => known,
    'GET /policies/keys': () => keys,
    'POST /policies/validate': ({ json }) => ({ status: 200, body: validate(json.values) }),
    'GET /counties/{county}/policies': async ({ service, subject, query }) => {
      const { items, next } = await service.policies.list(subject.id, pageRequest(query));
      return { status: 200, body: { items: items.map(withDiff), next } };
    },
    'POST /counties/{county}/policies': async ({ service, actor, subject, json }) => {
      const policy = await service.policies.create(subject.id, json.name, json.values, actor);
      const headers = { Location: `/counties/${subject.id}/policies/${policy.id}` };
      return { status: 201, body: withDiff(policy), headers };
    },
    'GET /counties/{county}/policies/{policy}': ({ subject }) => ({
      status: 200,
      body: withDiff(subject),
      etag: subject.id,
    }),
  };
}

function withDiff(policy: PolicyView) {
  return { ...policy, diff: policyDiff(policy.values) };
}

/** What is wrong is a finding here, not a refusal: the page asks while the planner types. */
function validate(values: unknown) {
  try {
    const policy = parsePolicy(values);
    const [hash, diff] = [policyHash(policy), policyDiff(policy)];
    return { valid: true, issues: [], values: policy, hash, diff };
  } catch (fault) {
    if (!(fault instanceof InputError)) throw fault;
    const issues = fault.issues.map((issue) => ({ ...issue }));
    return { valid: false, issues, values: null, hash: null, diff: [] };
  }
}
