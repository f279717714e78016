/** One finding: where, what it says, what it was taken for, and what she may do about it. */
import { useState } from 'preact/hooks';
import type { IntakeIssue } from '../../../domain/finding.ts';
import type { VersionView } from '../../api/shapes.ts';
import { t } from '../../messages/index.ts';
import { isAccepted, mendsOf, pendingMends, withAccept, withCell } from '../../state/intake.ts';
import { mayAs } from '../../state/session.ts';
import { useStore } from '../../state/use-store.ts';

export function FindingRow({ finding, version }: { finding: IntakeIssue; version: VersionView }) {
  const { file, sheet, cell, read, takenFor, message, suggestion } = finding;
  const where = [file, sheet, cell].filter(Boolean).join(' · ');
  return (
    <div class="row">
      <div class="fill">
        <div>{message}</div>
        <div class="soft small">
          {where}
          {read !== null && ` · ${t('findings.read', { read })}`}
          {takenFor !== null && ` → ${t('findings.taken', { taken: takenFor })}`}
          {suggestion !== '' && ` · ${suggestion}`}
        </div>
      </div>
      {mayAs('planner') && <Mend finding={finding} version={version} />}
    </div>
  );
}

function Mend({ finding, version }: { finding: IntakeIssue; version: VersionView }) {
  useStore(pendingMends);
  const mends = mendsOf(version);
  if (finding.mend === 'offered') {
    const accept = {
      code: finding.code,
      ...(finding.file === null ? {} : { file: finding.file }),
      ...(finding.sheet === null ? {} : { sheet: finding.sheet }),
      ...(finding.cell === null ? {} : { cell: finding.cell }),
    };
    const accepted = isAccepted(mends, accept);
    return (
      <button
        type="button"
        aria-pressed={accepted}
        onClick={() => pendingMends.set(withAccept(mends, accept))}
      >
        {t(accepted ? 'findings.accepted' : 'findings.accept')}
      </button>
    );
  }
  return finding.severity === 'error' ? <Correction finding={finding} version={version} /> : null;
}

/** A corrected value for the one cell. */
function Correction({ finding, version }: { finding: IntakeIssue; version: VersionView }) {
  const { file, sheet, cell } = finding;
  const [value, setValue] = useState('');
  if (sheet === null || cell === null) return null;
  const correct = (event: Event) => {
    event.preventDefault();
    const where = { sheet, cell, ...(file === null ? {} : { file }) };
    pendingMends.set(withCell(mendsOf(version), { ...where, value }));
  };
  return (
    <form class="row" onSubmit={correct}>
      <input
        aria-label={t('findings.correct-cell', { cell })}
        placeholder={t('findings.correct')}
        value={value}
        onInput={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <button type="submit">{t('action.set')}</button>
    </form>
  );
}
