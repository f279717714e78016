/** 公示与批准: the way of a plan from draft to approved, with the days of publicity. */
import { useState } from 'preact/hooks';
import { call } from '../../api/request.ts';
import type { ApprovalView } from '../../api/shapes.ts';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { moment, t } from '../../messages/index.ts';
import { actorNames } from '../../state/actors.ts';
import { type OpenPlan, showPlan } from '../../state/plans.ts';
import { mayAs, me } from '../../state/session.ts';
import { word } from '../words.ts';
import { actorWords } from './trail-words.ts';

/** What may follow a state; the service has the last word. */
const NEXT: Readonly<Record<ApprovalView['to'], readonly ApprovalView['to'][]>> = {
  draft: ['published'],
  published: ['approved', 'withdrawn'],
  withdrawn: [],
  approved: [],
  superseded: [],
};

export function Approvals({ plan: { view } }: { plan: OpenPlan }) {
  const [asked, again] = useAsked(
    () => call('GET /proposals/{proposal}/approvals', { params: { proposal: view.id } }),
    [view.id],
  );
  const [known] = useAsked(actorNames, []);
  const names = {
    actors: known.state === 'there' ? known.value : new Map<string, string>(),
    me: me.get()?.id ?? null,
  };
  return (
    <section class="card">
      <h2>{t('approvals.title')}</h2>
      <p>
        {t('approvals.state')} <span class="chip accent">{word('state', view.state)}</span>
      </p>
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && <Fault fault={asked.fault} again={again} />}
      {asked.state === 'there' && (
        <ol class="lines">
          {asked.value.items.map(({ to, at, by, why, publicity }) => (
            <li key={`${at}${to}`}>
              <strong>{word('state', to)}</strong> · {moment(at)} · {actorWords(by, names)}
              {publicity !== null && ` · ${t('approvals.days', { ...publicity })}`}
              <p class="soft small">{why}</p>
            </li>
          ))}
        </ol>
      )}
      {mayAs('approver') && (
        <Next
          id={view.id}
          state={view.state}
          onDone={() => {
            again();
            void showPlan(view.id);
          }}
        />
      )}
    </section>
  );
}

function Next(props: { id: string; state: ApprovalView['to']; onDone: () => void }) {
  const { id, state, onDone } = props;
  const [why, setWhy] = useState('');
  const [start, setStart] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const go = async (to: ApprovalView['to']) => {
    setFault(null);
    try {
      await call('POST /proposals/{proposal}/approvals', {
        params: { proposal: id },
        body: { to, why: why.trim(), publicityStart: to === 'published' ? start : null },
      });
      setWhy('');
      onDone();
    } catch (refused) {
      setFault(refused);
    }
  };
  if (NEXT[state].length === 0) return null;
  return (
    <>
      {fault !== null && <Fault fault={fault} />}
      <div class="table-tools">
        <label class="field">
          <span>{t('approvals.why')}</span>
          <input value={why} onInput={({ currentTarget: { value } }) => setWhy(value)} />
        </label>
        {state === 'draft' && (
          <label class="field">
            <span>{t('reports.publicity-start')}</span>
            <input
              type="date"
              value={start}
              onInput={({ currentTarget: { value } }) => setStart(value)}
            />
          </label>
        )}
        {NEXT[state].map((to) => (
          <button
            type="button"
            key={to}
            class={to === 'withdrawn' ? undefined : 'primary'}
            disabled={why.trim() === '' || (to === 'published' && start === '')}
            onClick={() => void go(to)}
          >
            {t(`approvals.to.${to as 'published' | 'approved' | 'withdrawn'}`)}
          </button>
        ))}
      </div>
    </>
  );
}
