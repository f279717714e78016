/** A perfect proof of the wrong program is refused: the check derives pairs, prices and caps itself. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { County } from '../../src/domain/county.ts';
import { CertificateError } from '../../src/domain/errors.ts';
import { parsePolicy, policyHash } from '../../src/domain/policy.ts';
import type { Proposal } from '../../src/domain/proposal.ts';
import { type Formulation, formulate } from '../../src/formulation/index.ts';
import { finish, proposeFrom, recheck, replay } from '../../src/planning/index.ts';
import { mover, tinyCounty } from '../support/tiny-county.ts';

const county: County = tinyCounty({
  schools: [
    { id: 'b', tier: 'B' },
    { id: 'u', tier: 'U', quota: 2 },
    { id: 'r', tier: 'R', quota: 2, position: { east: 9000, north: 0 } },
  ],
  groups: [
    { schoolId: 'u', subject: '语文', openings: 1 },
    { schoolId: 'r', subject: '语文', openings: 1 },
    { schoolId: 'r', subject: '数学', openings: 1 },
  ],
  teachers: [
    mover({ id: 't1', schoolId: 'b' }),
    mover({ id: 't2', schoolId: 'b', mainSubject: '数学' }),
    mover({ id: 't3', schoolId: 'u', otherSubjects: ['数学'] }),
  ],
});
const policy = parsePolicy({});
const propose = (formulation: Formulation) => proposeFrom(formulation, {});

async function refusal(formulation: Formulation): Promise<string> {
  const fault = await propose(formulation).then(
    () => null,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(CertificateError);
  return (fault as CertificateError).message;
}

function changed(change: (formulation: Formulation) => Formulation): Formulation {
  return change(formulate(county, policy));
}

describe('the formulation is tampered with', () => {
  test('one pair deleted', async () => {
    const message = await refusal(
      changed((formulation) => {
        formulation.model.upper[formulation.columns.pair[0]!] = 0;
        return formulation;
      }),
    );
    expect(message).toContain('pairs');
  });
  test('one cost changed by one', async () => {
    const message = await refusal(
      changed((formulation) => {
        const fit = formulation.tiers.find(({ id }) => id === 'fit')!;
        fit.objective.coefficients[formulation.columns.pair[0]!]! += 1;
        return formulation;
      }),
    );
    expect(message).toContain('tier:fit');
  });
  test('one cap tightened', async () => {
    const message = await refusal(
      changed((formulation) => {
        const at = formulation.caps.find(({ family }) => family === 'cap:district-quota')!.at;
        formulation.model.upper[at]! -= 1;
        return formulation;
      }),
    );
    expect(message).toContain('cap:district-quota');
  });
});

describe('a proposal is tampered with', () => {
  let text: string;
  beforeAll(async () => {
    const outcome = await propose(formulate(county, policy));
    if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
    text = JSON.stringify(outcome.proposal);
  });
  const tampered = (change: (proposal: Proposal) => void) => {
    const proposal: Proposal = JSON.parse(text);
    change(proposal);
    return recheck(proposal, county);
  };
  const cases: [string, Parameters<typeof tampered>[0]][] = [
    [
      'a moved teacher',
      (p) => {
        p.placements[0]!.postGroupId = 'r/P/T/数学';
        p.placements[0]!.schoolId = 'r';
      },
    ],
    [
      'an upward move',
      (p) => {
        p.placements[2]!.postGroupId = 'b/P/T/语文';
      },
    ],
    [
      'a post given twice',
      (p) => {
        p.placements[1]!.postGroupId = p.placements[0]!.postGroupId;
      },
    ],
    [
      'a wrong objective',
      (p) => {
        p.objective.tiers[0]!.value = 2;
        p.objective.tiers[0]!.bound = 2;
      },
    ],
    [
      'a bound on the wrong side',
      (p) => {
        p.objective.tiers[0]!.bound = 2;
      },
    ],
    [
      'a dropped placement',
      (p) => {
        p.placements.pop();
      },
    ],
    [
      'a person twice',
      (p) => {
        p.placements.push(p.placements[0]!);
      },
    ],
    [
      'an unknown person',
      (p) => {
        p.placements[0]!.teacherId = 'nobody';
      },
    ],
    [
      'an unknown post',
      (p) => {
        p.placements[0]!.postGroupId = 'nowhere';
      },
    ],
    [
      'a softened rule check',
      (p) => {
        p.ruleChecks[0]!.measured += 1;
      },
    ],
    [
      'another county',
      (p) => {
        p.county.hash = 'f'.repeat(64);
      },
    ],
    [
      'another policy',
      (p) => {
        p.policy.values.structuralMovers = true;
      },
    ],
    [
      'a standby that is none',
      (p) => {
        p.standby.push({
          teacherId: 't1',
          reason: 'refused',
          unplacedReason: null,
          rejectedBy: [],
        });
      },
    ],
  ];
  test('a policy that opens upward arcs is refused, even with its own hash', () => {
    const findings = tampered((p) => {
      p.policy.values.flow.arcs = ['RU'];
      p.policy.hash = policyHash(p.policy.values);
    });
    expect(findings.join()).toContain('X02');
  });
  test('the untouched one is accepted', () => {
    expect(tampered(() => {})).toEqual([]);
  });
  test.each(cases)('%s is refused', (_name, change) => {
    expect(tampered(change)).not.toEqual([]);
  });
});

describe('a forged proof of optimality', () => {
  /** Everybody on standby: legal, consistent in every figure, and called optimal. */
  function forged(): Proposal {
    const { proposal } = finish(
      formulate(county, policy),
      { placements: [], standby: ['t1', 't2', 't3'] },
      {
        closed: [],
        limit: 'time',
        solver: { backend: 'highs', version: '1.15.3' },
        rounds: null,
        certificate: null,
      },
    );
    expect([proposal.status, proposal.gap]).toEqual(['feasible', null]);
    const claim: Proposal = JSON.parse(JSON.stringify(proposal));
    claim.status = 'optimal';
    claim.limit = null;
    claim.gap = 0;
    for (const tier of claim.objective.tiers) {
      tier.bound = tier.value;
      tier.proof = 'dual';
    }
    return claim;
  }
  test('is consistent with itself, and refused when the round is solved again', async () => {
    expect(recheck(forged(), county)).toEqual([]);
    expect((await replay(forged(), county)).join()).toContain('coverage 0');
  });
  test('a true one stands the replay', async () => {
    const outcome = await propose(formulate(county, policy));
    if (outcome.kind !== 'proposal') throw new Error(outcome.kind);
    expect(await replay(outcome.proposal, county)).toEqual([]);
  });
});
