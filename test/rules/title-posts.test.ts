import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/domain/policy.ts';
import { tiltedTitleCaps, tiltLevel } from '../../src/rules/title-posts.ts';
import { tinyCounty } from '../support/tiny-county.ts';

/** A4: junior senior posts 540 = R 240 + B 157.5 + U 142.5; caps are whole, so 158 + 142. */
const junior = tinyCounty({
  schools: [
    { id: 'b', tier: 'B', stage: 'J', quota: 525, titleCaps: { H: 158, M: 0, E: 0 } },
    { id: 'r', tier: 'R', stage: 'J', quota: 800, titleCaps: { H: 240, M: 0, E: 0 } },
    { id: 'u', tier: 'U', stage: 'J', quota: 475, titleCaps: { H: 142, M: 0, E: 0 } },
  ],
});
const seniors = (policy: unknown) => {
  const parts = junior.schools.map((school) => ({ school, part: school.parts[0]! }));
  return tiltLevel(parts, 'H', parsePolicy(policy));
};

describe('T02 / A4: the five percent tilt', () => {
  test('pool: 27 of 540 posts move to the rural schools, the total stays', () => {
    const [b, r, u] = seniors({});
    expect([r, b, u]).toEqual([267, 144, 129]);
    expect(b! + r! + u!).toBe(540);
  });
  test('the other readings give other caps', () => {
    expect(seniors({ titleTilt: { mode: 'points' } })).toEqual([158, 280, 142]);
    expect(seniors({ titleTilt: { mode: 'factor' } })).toEqual([158, 252, 142]);
    expect(seniors({ titleTilt: { mode: 'off' } })).toEqual([158, 240, 142]);
  });
  test('weak schools receive too, and caps are cumulated over levels', () => {
    const county = tinyCounty({
      schools: [
        { id: 'a', tier: 'B', titleCaps: { H: 60, M: 20, E: 0 } },
        { id: 'w', tier: 'B', weak: true, titleCaps: { H: 40, M: 20, E: 0 } },
      ],
    });
    const caps = tiltedTitleCaps(county, parsePolicy({}));
    expect(caps.get('w')).toEqual({ senior: 45, seniorMiddle: 67 });
    expect(caps.get('a')).toEqual({ senior: 55, seniorMiddle: 73 });
  });
});
