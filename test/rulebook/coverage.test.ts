/** Every hard, soft or configurable rule has a case. */
import { expect, test } from 'vitest';
import { RULES } from '../../src/rules/catalogue/index.ts';
import { CASES } from './cases/index.ts';

/** Hard, soft and configurable rules that act in a placement or rotation round. */
const IN_EFFECT = [
  ...['Q01', 'Q02', 'Q03', 'Q07', 'Q09', 'Q10', 'Q12', 'Q15', 'Q16', 'Q17', 'Q20'],
  ...['Q22', 'Q23', 'Q24'],
  ...['T01', 'T02', 'T05', 'T07', 'T09', 'T10', 'N01', 'N02'],
  ...['D01', 'D02', 'D03', 'D04', 'D08', 'D09', 'D10', 'D11', 'D12', 'D13', 'D14', 'D15'],
  ...['I08', 'S01', 'S05'],
  ...['X01', 'X02', 'X04', 'X05', 'X06', 'X07', 'X08', 'X09', 'X10', 'X11', 'X12', 'X13', 'X14'],
  ...['X15', 'X16', 'X20', 'X21'],
  ...['R01', 'R02', 'R03', 'R05', 'R06', 'R09', 'L08', 'W02', 'B08', 'E04', 'L02', 'L09'],
  ...['W01', 'W03', 'W04', 'W06'],
  // The summer in order.
  ...['I02', 'I03', 'I04', 'I05', 'I07', 'D07', 'S02', 'S04', 'S06', 'X17', 'X18', 'X22'],
  ...['B06', 'E02', 'N04'],
  // Heads of schools.
  ...['P01', 'P02', 'P03'],
];
/** … and those that act in the arithmetic before or the indicators after it. */
const IN_ESTABLISHMENT = ['Q19', 'Q21', 'T03', 'T04', 'L01', 'L04', 'L07'];

const covered = new Set(CASES.flatMap(({ rules }) => rules));

test('every rule in effect has a case', () => {
  expect([...IN_EFFECT, ...IN_ESTABLISHMENT].filter((id) => !covered.has(id))).toEqual([]);
});

test('the rules in effect are those of the book that await no later stage', () => {
  const now = RULES.filter(({ strength }) =>
    (['hard', 'soft', 'configurable'] as string[]).includes(strength),
  );
  expect(now.map(({ id }) => id).sort()).toEqual([...IN_EFFECT, ...IN_ESTABLISHMENT].sort());
});
