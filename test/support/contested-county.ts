/** Random counties in which three people want the same few posts. */
import fc from 'fast-check';
import { mover, tinyCounty } from './tiny-county.ts';

/** Three people who want the same few posts. */
export const contested = fc
  .record({
    schools: fc.array(
      fc.record({
        east: fc.constantFrom(0, 12_000, 30_000),
        weak: fc.boolean(),
        caps: fc.constantFrom(0, 0, 1),
      }),
      { minLength: 2, maxLength: 3 },
    ),
    people: fc.array(
      fc.record({
        home: fc.constantFrom('u', 'v'),
        merit: fc.constantFrom(2000, 5000, 8000, 9000, null),
        title: fc.constantFrom('H' as const, 'E' as const),
        wishes: fc.uniqueArray(fc.nat(1), { minLength: 1, maxLength: 2 }),
        subject: fc.constantFrom(
          '语文' as const,
          '语文' as const,
          '语文' as const,
          '数学' as const,
        ),
      }),
      { minLength: 3, maxLength: 3 },
    ),
  })
  .map(({ schools, people }) =>
    tinyCounty({
      schools: [
        { id: 'u', tier: 'U' },
        { id: 'v', tier: 'U', position: { east: 20_000, north: 0 } },
        ...schools.map(({ east, weak, caps }, k) => ({
          id: `r${k}`,
          tier: 'R' as const,
          weak,
          position: { east, north: 0 },
          titleCaps: { H: caps, M: caps, E: 9 },
        })),
      ],
      groups: schools.map((_, k) => ({ schoolId: `r${k}`, openings: 1 })),
      teachers: people.map(({ home, merit, title, wishes, subject }, k) =>
        mover({
          id: `m${k}`,
          schoolId: home,
          merit,
          title,
          mainSubject: subject,
          wishes: wishes.map((w) => ({ schoolId: `r${w}`, postGroupId: null })),
        }),
      ),
    }),
  );
/** Title caps that bite, far places that cost. */
export const contestedPolicy = fc.record({
  titleTilt: fc.constant({ mode: 'off' }),
  titleCaps: fc.constantFrom('soft', 'hard'),
  titleOverflow: fc.record({ max: fc.constantFrom(null, 0) }),
  distance: fc.record({ maxKm: fc.constant(null), softLimitKm: fc.constantFrom(10, 30) }),
});
