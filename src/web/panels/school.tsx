/** 学校面板: its establishment, who comes, who goes, which posts stay open and why, its indicators before and after. */
import { useState } from 'preact/hooks';
import { askPost } from '../api/ask-why.ts';
import { Fault, Loading } from '../components/panel-parts.tsx';
import { useAsked } from '../components/use-asked.ts';
import { count, measure, t } from '../messages/index.ts';
import type { OpenPlan } from '../state/plans.ts';
import { mayAs } from '../state/session.ts';
import { indicatorName } from '../steps/look/balance.tsx';
import { PersonLink } from '../steps/look/links.tsx';
import { districtName, postWords, schoolName, word } from '../steps/words.ts';

export function SchoolPanel({ id, plan }: { id: string; plan: OpenPlan }) {
  const { roster, proposal } = plan;
  const school = roster.school.get(id);
  if (school === undefined) return <p>{id}</p>;
  const comes = proposal.placements.filter(({ schoolId }) => schoolId === id);
  const goes = proposal.placements.filter(({ fromSchoolId }) => fromSchoolId === id);
  const open = proposal.unfilled.filter(({ postGroupId }) => postGroupId.startsWith(`${id}/`));
  return (
    <>
      <header class="panel-head">
        <div>
          <h2>{schoolName(roster, id)}</h2>
          <p class="soft">
            {id} · {districtName(roster, school.districtId)} · {word('tier', school.tier)} ·{' '}
            {word('kind', school.kind)}
            {school.weak && ` · ${t('school.weak')}`}
          </p>
        </div>
      </header>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{t('word.stage')}</th>
            <th scope="col" class="number">
              {t('school.pupils')}
            </th>
            <th scope="col" class="number">
              {t('school.classes')}
            </th>
            <th scope="col" class="number">
              {t('school.quota')}
            </th>
          </tr>
        </thead>
        <tbody>
          {school.parts.map(({ stage, pupils, classes, quota }) => (
            <tr key={stage}>
              <th scope="row">{word('stage', stage)}</th>
              <td class="number">{count(pupils)}</td>
              <td class="number">{classes}</td>
              <td class="number">{quota}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('school.comes', { people: comes.length })}</h3>
      <ul class="lines small">
        {comes.map(({ teacherId, fromSchoolId, postGroupId }) => (
          <li key={teacherId}>
            <PersonLink id={teacherId} roster={roster} /> {schoolName(roster, fromSchoolId)} →{' '}
            {postWords(postGroupId)}
          </li>
        ))}
      </ul>
      <h3>{t('school.goes', { people: goes.length })}</h3>
      <ul class="lines small">
        {goes.map(({ teacherId, schoolId, postGroupId }) => (
          <li key={teacherId}>
            <PersonLink id={teacherId} roster={roster} /> → {schoolName(roster, schoolId)}{' '}
            {postWords(postGroupId)}
          </li>
        ))}
      </ul>
      <h3>{t('school.open', { posts: open.reduce((sum, each) => sum + each.count, 0) })}</h3>
      <ul class="lines small">
        {open.map(({ postGroupId, count: posts }) => (
          <li key={postGroupId}>
            <OpenPost postGroupId={postGroupId} posts={posts} plan={plan} />
          </li>
        ))}
      </ul>
      <Indicators id={id} plan={plan} />
    </>
  );
}

function OpenPost(props: { postGroupId: string; posts: number; plan: OpenPlan }) {
  const { postGroupId, posts, plan } = props;
  const [asking, setAsking] = useState(false);
  const [asked] = useAsked(asking ? () => askPost(plan.view.id, postGroupId) : null, [asking]);
  return (
    <>
      <div class="row">
        <span class="fill">
          {postWords(postGroupId)} × {posts}
        </span>
        {mayAs('planner') && !asking && (
          <button type="button" class="plain" onClick={() => setAsking(true)}>
            {t('school.why-open')}
          </button>
        )}
      </div>
      {asking && asked.state === 'loading' && <Loading />}
      {asked.state === 'failed' && <Fault fault={asked.fault} />}
      {asked.state === 'there' && (
        <>
          <p>{asked.value.sentence}</p>
          {asked.value.standbyRejected.map(({ sentence }) => (
            <p class="soft" key={sentence}>
              {sentence}
            </p>
          ))}
        </>
      )}
    </>
  );
}

function Indicators({ id, plan: { proposal } }: { id: string; plan: OpenPlan }) {
  const { before, after } = proposal.indicators;
  const parts = after.parts.filter(({ schoolId }) => schoolId === id);
  if (parts.length === 0) return null;
  const figure = (indicator: string, value: number | null | undefined) =>
    value == null ? '—' : indicator === 'temporary' ? count(value) : measure(value);
  return (
    <>
      <h3>{t('look.balance')}</h3>
      {parts.map(({ stage, values }) => {
        const old = before.parts.find((part) => part.schoolId === id && part.stage === stage);
        return (
          <table class="plain small" key={stage}>
            <caption class="soft">{word('stage', stage)}</caption>
            <tbody>
              {values.map(({ indicator, value, met }) => (
                <tr key={indicator}>
                  <th scope="row">{indicatorName(indicator)}</th>
                  <td class="number nowrap">
                    {figure(
                      indicator,
                      old?.values.find((each) => each.indicator === indicator)?.value,
                    )}{' '}
                    → {figure(indicator, value)}
                  </td>
                  <td>{met === null ? '' : met ? '✓' : '✗'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </>
  );
}
