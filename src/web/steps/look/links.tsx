/** Names that open a panel. */
import { openPanel } from '../../state/place.ts';
import type { Roster } from '../../state/roster.ts';
import { personName, schoolName } from '../words.ts';

export function PersonLink({ id, roster }: { id: string; roster: Roster }) {
  return (
    <button type="button" class="link" onClick={() => openPanel({ kind: 'person', id })}>
      {personName(roster, id)}
    </button>
  );
}

export function SchoolLink({ id, roster }: { id: string; roster: Roster }) {
  return (
    <button type="button" class="link" onClick={() => openPanel({ kind: 'school', id })}>
      {schoolName(roster, id)}
    </button>
  );
}
