/** Which answers speak English to an asker who wants it: findings by their codes, explanations by their English file. */
import { beforeEach, expect, test } from 'vitest';
import { Api } from '../support/api.ts';

let api: Api;
beforeEach(async () => {
  if (api === undefined) api = await Api.open();
  else api.renew();
});

const IN_ENGLISH = { headers: { 'Accept-Language': 'en' } };

test('a finding has its words by its code; cell and what it reads stay', async () => {
  const { county, version } = api.service.seeds.a;
  const path = `/counties/${county}/versions/${version}/findings`;
  const [chinese] = (await api.ask('GET', path)).json.items;
  const [english] = (await api.ask('GET', path, IN_ENGLISH)).json.items;
  expect(chinese.message).toBe('学校不存在');
  expect(english).toEqual({
    ...chinese,
    message: 'The school is not in the table of schools.',
    suggestion: 'Write its name or code.',
  });
});

test('an explanation is given in the language of the asker, another answer as it is', async () => {
  const { proposal, version } = api.service.seeds.a;
  const answerOf = async (json: unknown, asking = {}) => {
    const job = await api.ask('POST', '/jobs', { json });
    return api.ask('GET', `/jobs/${job.json.id}/answer`, asking);
  };
  const why = { kind: 'explain', proposalId: proposal, question: { ask: 'standby' } };
  expect((await answerOf(why)).json).toEqual({ answer: 'none' });
  const english = await answerOf(why, IN_ENGLISH);
  expect(english.json).toEqual({ answer: 'none', english: true });
  expect(english.headers.get('vary')).toContain('Accept-Language');
  const other = { kind: 'infeasible', versionId: version, policy: { values: {} } };
  expect((await answerOf(other, IN_ENGLISH)).json).toEqual({ answer: 'none' });
});
