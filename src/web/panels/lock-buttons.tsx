/** 锁定、禁止: keep a person where she is, or keep her from there; solved again at once. */
import { useEffect } from 'preact/hooks';
import { t } from '../messages/index.ts';
import type { OpenPlan } from '../state/plans.ts';
import { mayAs } from '../state/session.ts';
import {
  steer,
  steerFrom,
  steering,
  withBanned,
  withForced,
  withoutLock,
} from '../state/steering.ts';
import { useStore } from '../state/use-store.ts';
import { SteerState } from '../steps/steer/steer-state.tsx';
import { fullPost } from '../steps/words.ts';

export function LockButtons({ id, plan }: { id: string; plan: OpenPlan }) {
  const now = useStore(steering);
  useEffect(() => void steerFrom(plan).catch(() => {}), [plan.view.id]);
  if (!mayAs('planner') || now === null) return null;
  const { locks } = now.wanted;
  const postGroupId = plan.proposal.placements.find(
    ({ teacherId }) => teacherId === id,
  )?.postGroupId;
  const mine = [...locks.forced, ...locks.banned].filter(({ teacherId }) => teacherId === id);
  const lock = (change: typeof withForced, pair: { teacherId: string; postGroupId: string }) =>
    void steer((setting) => ({ ...setting, locks: change(setting.locks, pair) }));
  return (
    <>
      <p class="actions">
        {postGroupId !== undefined && (
          <>
            <button
              type="button"
              disabled={now.busy || mine.some((each) => each.postGroupId === postGroupId)}
              onClick={() => lock(withForced, { teacherId: id, postGroupId })}
            >
              {t('lock.pin')}
            </button>
            <button
              type="button"
              disabled={now.busy}
              onClick={() => lock(withBanned, { teacherId: id, postGroupId })}
            >
              {t('lock.ban')}
            </button>
          </>
        )}
        {mine.map((pair) => (
          <button
            type="button"
            key={pair.postGroupId}
            disabled={now.busy}
            onClick={() => lock(withoutLock, pair)}
          >
            {t(locks.forced.includes(pair) ? 'lock.unpin' : 'lock.unban', {
              post: fullPost(plan.roster, pair.postGroupId),
            })}
          </button>
        ))}
      </p>
      <SteerState />
    </>
  );
}
