/** 异议: recorded while the plan is published; ruled on; an upheld one is solved again around the rest. */
import { useState } from 'preact/hooks';
import { call } from '../../api/request.ts';
import type { ObjectionView } from '../../api/shapes.ts';
import { Fault, Loading } from '../../components/panel-parts.tsx';
import { useAsked } from '../../components/use-asked.ts';
import { moment, t } from '../../messages/index.ts';
import { PostSearch } from '../../panels/post-search.tsx';
import type { OpenPlan } from '../../state/plans.ts';
import { mayAs } from '../../state/session.ts';
import { fullPost, personName } from '../words.ts';
import { SolvedAgain } from './solved-again.tsx';

export function Objections({ plan }: { plan: OpenPlan }) {
  const { id, state } = plan.view;
  const [asked, again] = useAsked(
    () => call('GET /proposals/{proposal}/objections', { params: { proposal: id } }),
    [id],
  );
  return (
    <section class="card">
      <h2>{t('objections.title')}</h2>
      <p class="soft">
        {t(state === 'published' ? 'objections.help' : 'objections.not-published')}
      </p>
      {state === 'published' && mayAs('planner') && <File plan={plan} onFiled={again} />}
      {asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && <Fault fault={asked.fault} again={again} />}
      {asked.state === 'there' && asked.value.items.length === 0 && (
        <p class="soft">{t('objections.none')}</p>
      )}
      {asked.state === 'there' && (
        <ul class="lines">
          {asked.value.items.map((objection) => (
            <li key={objection.id}>
              <Objection objection={objection} plan={plan} onRuled={again} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** By staff number; whoever types a name is offered the people of the round who have it. */
function File({ plan, onFiled }: { plan: OpenPlan; onFiled: () => void }) {
  const { placements, standby } = plan.proposal;
  const [teacherId, setTeacherId] = useState('');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const file = async (event: Event) => {
    event.preventDefault();
    setFault(null);
    try {
      await call('POST /proposals/{proposal}/objections', {
        params: { proposal: plan.view.id },
        body: { teacherId: teacherId.trim(), reason: reason.trim() },
      });
      setTeacherId('');
      setReason('');
      onFiled();
    } catch (refused) {
      setFault(refused);
    }
  };
  return (
    <form class="table-tools" onSubmit={file}>
      <label class="field">
        <span>{t('word.staff-number')}</span>
        <input
          required
          maxLength={64}
          list="objecting-people"
          value={teacherId}
          onInput={({ currentTarget: { value } }) => setTeacherId(value)}
        />
        <datalist id="objecting-people">
          {[...placements, ...standby].map(({ teacherId: each }) => (
            <option key={each} value={each}>
              {personName(plan.roster, each)}
            </option>
          ))}
        </datalist>
      </label>
      <label class="field">
        <span>{t('objections.reason')}</span>
        <input
          required
          maxLength={2000}
          value={reason}
          onInput={({ currentTarget: { value } }) => setReason(value)}
        />
      </label>
      <button type="submit">{t('objections.file')}</button>
      {fault !== null && <Fault fault={fault} />}
    </form>
  );
}

const CHIP = { open: 'chip warn', upheld: 'chip good', rejected: 'chip' } as const;

function Objection(props: { objection: ObjectionView; plan: OpenPlan; onRuled: () => void }) {
  const { objection, plan, onRuled } = props;
  const { teacherId, state, filedAt, reason, ruling, jobId } = objection;
  return (
    <>
      <div class="row">
        <strong>{personName(plan.roster, teacherId)}</strong>
        <span class="soft small">
          {teacherId} · {moment(filedAt)}
        </span>
        <span class={CHIP[state]}>{t(`objections.${state}`)}</span>
      </div>
      <p>{reason}</p>
      {ruling !== null && <p class="soft small">{ruling}</p>}
      {jobId !== null && <SolvedAgain jobId={jobId} />}
      {state === 'open' && mayAs('approver') && (
        <Ruling objection={objection} plan={plan} onRuled={onRuled} />
      )}
    </>
  );
}

function Ruling(props: { objection: ObjectionView; plan: OpenPlan; onRuled: () => void }) {
  const { objection, plan, onRuled } = props;
  const [why, setWhy] = useState('');
  const [forced, setForced] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const now = plan.proposal.placements.find(({ teacherId }) => teacherId === objection.teacherId);
  const rule = async (upheld: boolean) => {
    setFault(null);
    // Without a post in mind: anywhere but the post she objects to.
    const banned = forced === null ? (now?.postGroupId ?? null) : null;
    try {
      await call('POST /objections/{objection}/ruling', {
        params: { objection: objection.id },
        body: { upheld, why: why.trim(), lock: upheld ? { forced, banned } : null },
      });
      onRuled();
    } catch (refused) {
      setFault(refused);
    }
  };
  return (
    <>
      {fault !== null && <Fault fault={fault} />}
      <details>
        <summary>
          {forced === null ? t('objections.any-other') : fullPost(plan.roster, forced)}
        </summary>
        <PostSearch plan={plan} onChoose={setForced} />
      </details>
      <div class="table-tools">
        <label class="field">
          <span>{t('objections.why')}</span>
          <input value={why} onInput={({ currentTarget: { value } }) => setWhy(value)} />
        </label>
        <button
          type="button"
          class="primary"
          disabled={why.trim() === ''}
          onClick={() => void rule(true)}
        >
          {t('objections.uphold')}
        </button>
        <button type="button" disabled={why.trim() === ''} onClick={() => void rule(false)}>
          {t('objections.reject')}
        </button>
      </div>
    </>
  );
}
