/** 方案选择: which plan is open, by number, name and proof. */
import type { ProposalView } from '../api/shapes.ts';
import { moment, t } from '../messages/index.ts';
import { openPlan, plans, showPlan } from '../state/plans.ts';
import { useStore } from '../state/use-store.ts';

export function planName({ number, name }: Pick<ProposalView, 'number' | 'name'>): string {
  return name === null ? t('plan.number', { number }) : `${number} · ${name}`;
}

export function PlanChoice() {
  const list = useStore(plans) ?? [];
  const open = useStore(openPlan);
  if (open === null) return null;
  const known = list.some(({ id }) => id === open.view.id) ? list : [open.view, ...list];
  return (
    <label class="row small">
      <span class="soft">{t('plan.open')}</span>
      <select
        value={open.view.id}
        onChange={({ currentTarget }) => void showPlan(currentTarget.value)}
      >
        {known.map((view) => (
          <option key={view.id} value={view.id}>
            {planName(view)} — {moment(view.createdAt)}
          </option>
        ))}
      </select>
    </label>
  );
}
