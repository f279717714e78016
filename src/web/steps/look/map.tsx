/** 地图: schools where they stand, moves as arcs; a school in focus shows its own. */
import { useMemo, useState } from 'preact/hooks';
import { mapPicture } from '../../charts/map-data.ts';
import { Empty } from '../../components/panel-parts.tsx';
import { t } from '../../messages/index.ts';
import { writePlace } from '../../state/place.ts';
import type { OpenPlan } from '../../state/plans.ts';
import { schoolName, word } from '../words.ts';

const TIERS = ['B', 'U', 'R'] as const;
/** Width of an arc in pixels: one person, and the most. */
const [THIN, THICK] = [1.2, 6];

export function SchoolMap({ plan: { proposal, roster } }: { plan: OpenPlan }) {
  const [focus, setFocus] = useState<string | null>(null);
  const picture = useMemo(() => mapPicture(roster.schools, proposal.placements), [proposal]);
  if (picture.schools.length === 0) return <Empty words={t('map.none')} />;
  const strength = (from: string, to: string) =>
    focus === null ? 'arc' : from === focus || to === focus ? 'arc strong' : 'arc faint';
  const [comes, goes] = [
    picture.arcs.filter(({ to }) => to === focus),
    picture.arcs.filter(({ from }) => from === focus),
  ].map((arcs) => arcs.reduce((sum, { count }) => sum + count, 0));
  const shown = picture.schools.find(({ id }) => id === focus);
  return (
    <section class="card">
      <h2>{t('look.map')}</h2>
      <p class="soft" role="status">
        {focus === null
          ? t('map.help')
          : t('map.focus', { name: schoolName(roster, focus), comes: comes ?? 0, goes: goes ?? 0 })}
      </p>
      <ul class="key">
        {TIERS.map((tier) => (
          <li key={tier}>
            <i class={tier} />
            {word('tier', tier)}
          </li>
        ))}
      </ul>
      <svg
        class="map"
        viewBox={`0 0 ${picture.width} ${picture.height}`}
        aria-label={t('look.map')}
      >
        {picture.arcs.map(({ from, to, count, path }) => (
          <path
            key={`${from}>${to}`}
            class={strength(from, to)}
            d={path}
            stroke-width={Math.min(THICK, THIN + count * 0.8)}
          />
        ))}
        {picture.schools.map(({ id, x, y, radius }) => (
          <a
            key={id}
            href={writePlace({ step: 'look', tab: 'map', panel: { kind: 'school', id } })}
            aria-label={schoolName(roster, id)}
            onMouseEnter={() => setFocus(id)}
            onMouseLeave={() => setFocus(null)}
            onFocus={() => setFocus(id)}
            onBlur={() => setFocus(null)}
          >
            <circle class={`school ${roster.school.get(id)?.tier}`} cx={x} cy={y} r={radius}>
              <title>{schoolName(roster, id)}</title>
            </circle>
          </a>
        ))}
        {shown && (
          <text
            x={Math.min(shown.x + shown.radius + 4, picture.width - LABEL_ROOM)}
            y={shown.y - shown.radius}
          >
            {schoolName(roster, shown.id)}
          </text>
        )}
      </svg>
    </section>
  );
}
/** Room for a school's name at the right edge, in units of the picture. */
const LABEL_ROOM = 170;
