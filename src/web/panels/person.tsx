/** 人员面板: what was decided for a person, why, what else was possible and what exactly it would cost. */
import { useState } from 'preact/hooks';
import type { TeacherAnswer } from '../api/answers.ts';
import { askTeacher } from '../api/ask-why.ts';
import { Fault, Loading } from '../components/panel-parts.tsx';
import { useAsked } from '../components/use-asked.ts';
import { count, hundredths, t } from '../messages/index.ts';
import { openPanel } from '../state/place.ts';
import type { OpenPlan } from '../state/plans.ts';
import { mayAs } from '../state/session.ts';
import { fullPost, personName, schoolName, subjectWord, withNames, word } from '../steps/words.ts';
import { LockButtons } from './lock-buttons.tsx';
import { Losses } from './losses.tsx';
import { PlaceThere } from './place-there.tsx';

/** How many other posts are priced when she asks for them. */
const ALTERNATIVES = 5;

export function PersonPanel({ id, plan }: { id: string; plan: OpenPlan }) {
  const { roster } = plan;
  const [deep, setDeep] = useState(false);
  const [asked, again] = useAsked(
    mayAs('planner') ? () => askTeacher(plan.view.id, id, deep ? ALTERNATIVES : 0) : null,
    [plan.view.id, id, deep],
  );
  return (
    <>
      <header class="panel-head">
        <div>
          <h2>{personName(roster, id)}</h2>
          <p class="soft">
            {t('word.staff-number')} {id}
          </p>
        </div>
      </header>
      <Facts id={id} plan={plan} />
      <Decision id={id} plan={plan} />
      <LockButtons id={id} plan={plan} />
      {asked.state === 'loading' && mayAs('planner') && <Loading words={t('person.asking')} />}
      {asked.state === 'failed' && <Fault fault={asked.fault} again={again} />}
      {asked.state === 'there' && <Reasons answer={asked.value} plan={plan} />}
      {asked.state === 'there' && !deep && (
        <button type="button" onClick={() => setDeep(true)}>
          {t('person.alternatives-go', { most: ALTERNATIVES })}
        </button>
      )}
      <PlaceThere key={id} id={id} plan={plan} />
    </>
  );
}

function Facts({ id, plan: { roster } }: { id: string; plan: OpenPlan }) {
  const person = roster.person.get(id);
  if (person === undefined) return null;
  return (
    <dl class="facts">
      <dt>{t('word.from-school')}</dt>
      <dd>
        <button
          type="button"
          class="link"
          onClick={() => openPanel({ kind: 'school', id: person.schoolId })}
        >
          {schoolName(roster, person.schoolId)}
        </button>
      </dd>
      <dt>{t('word.post')}</dt>
      <dd>
        {word('stage', person.stage)}{' '}
        {person.mainSubject === null
          ? word('category', person.category)
          : subjectWord(person.mainSubject)}{' '}
        · {word('title', person.title)}
      </dd>
      <dt>{t('word.rural-years')}</dt>
      <dd>{person.ruralYears}</dd>
      {person.unplacedReason !== null && (
        <>
          <dt>{t('word.unplaced-reason')}</dt>
          <dd>{word('unplaced', person.unplacedReason)}</dd>
        </>
      )}
    </dl>
  );
}

function Decision({ id, plan: { proposal, roster } }: { id: string; plan: OpenPlan }) {
  const placement = proposal.placements.find(({ teacherId }) => teacherId === id);
  const standby = proposal.standby.find(({ teacherId }) => teacherId === id);
  if (placement !== undefined)
    return (
      <div class="notice good">
        <strong>{fullPost(roster, placement.postGroupId)}</strong>
        <span>
          {t('word.fit')} {hundredths(placement.fit)}
          {placement.distance !== null &&
            ` · ${t('person.km', { km: count(placement.distance / 100, 1) })}`}
          {placement.wishRank !== null && ` · ${t('word.wish-rank', { rank: placement.wishRank })}`}
        </span>
        {placement.locked && <span class="chip accent">{t('word.locked')}</span>}
      </div>
    );
  if (standby !== undefined)
    return (
      <div class="notice warn">
        <strong>{t('word.standby')}</strong>
        <span>{word('reason', standby.reason)}</span>
      </div>
    );
  return <p class="soft">{t('person.not-in-round')}</p>;
}

function Reasons({ answer, plan }: { answer: TeacherAnswer; plan: OpenPlan }) {
  const { here, wishes, rejected, nearest, ranking, notes } = answer;
  const binding = here.binding ?? [];
  return (
    <>
      <h3>{t('person.why')}</h3>
      {notes.map((note) => (
        <p class="soft small" key={note}>
          {note}
        </p>
      ))}
      <p>{here.sentence}</p>
      {here.fit !== null && (
        <p class="soft small">
          {t('person.fit-parts', {
            subject: hundredths(here.fit.parts.subject),
            stage: hundredths(here.fit.parts.stage),
            wish: hundredths(here.fit.parts.wish),
            near: hundredths(here.fit.parts.near),
            title: hundredths(here.fit.parts.title),
          })}
        </p>
      )}
      <ul class="lines small">
        {[
          ...here.soft.map((sentence) => ({ sentence, rules: [] as readonly string[] })),
          ...binding.map(({ sentence, rules = [] }) => ({
            sentence: withNames(sentence, plan.roster),
            rules,
          })),
        ].map(({ sentence, rules = [] }) => (
          <li key={sentence}>
            {sentence}{' '}
            {rules.map((rule) => (
              <span class="chip accent" key={rule}>
                {rule}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <Sentences title={t('person.wishes')} lines={wishes.map(({ sentence }) => sentence)} folded />
      <Sentences title={t('person.nearest')} lines={nearest.map(({ sentence }) => sentence)} />
      {rejected.length > 0 && (
        <details>
          <summary>{t('person.rejected')}</summary>
          <ul class="lines small">
            {rejected.map(({ test, rules, count: posts }) => (
              <li key={test}>
                {t('person.rejected-by', { posts })} <code>{test}</code> {rules.join(' ')}
              </li>
            ))}
          </ul>
        </details>
      )}
      {ranking !== null && (
        <>
          <h3>{t('person.alternatives')}</h3>
          {ranking.best.length === 0 && <p class="soft">{t('person.no-alternatives')}</p>}
          <ol class="lines">
            {ranking.best.map(({ postGroupId, losses }) => (
              <li key={postGroupId}>
                <strong>{fullPost(plan.roster, postGroupId)}</strong>
                <Losses losses={losses} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** A list of sentences under its title; a long one may be folded away. */
function Sentences(props: { title: string; lines: readonly string[]; folded?: boolean }) {
  const { title, lines, folded = false } = props;
  if (lines.length === 0) return null;
  if (folded)
    return (
      <details>
        <summary>
          {title} ({lines.length})
        </summary>
        <Lines lines={lines} />
      </details>
    );
  return (
    <>
      <h3>{title}</h3>
      <Lines lines={lines} />
    </>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="lines small">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
