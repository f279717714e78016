/** Rulebook, intake tables, audit log, health, documents, the page. */
import type { z } from 'zod';
import type { AuditEntry } from '../../service/contract.ts';
import {
  DOCUMENT_NAME,
  effectName,
  FAMILIES,
  type Family,
  intakeTables,
  PLACE_NAME,
  type Rule,
  STRENGTH_NAME,
} from '../../service/reference.ts';
import { docsPage } from '../docs-page.ts';
import { fixedReply } from '../fixed-reply.ts';
import type { Handlers } from '../handler.ts';
import { type HttpMetrics, metricsText } from '../metrics.ts';
import type { OpenApiDocument } from '../openapi.ts';
import { ProblemFault } from '../problem.ts';
import type { bookRoutes } from '../routes/books.ts';
import { IntakeTables, OpenApi, RuleList, RuleView } from '../schemas/books.ts';
import type { WebFiles } from '../web-files.ts';
import { pageRequest } from './access.ts';

export interface BookOptions {
  readonly document: OpenApiDocument;
  readonly web: WebFiles;
  readonly metrics: HttpMetrics;
}

/** Seconds after which to ask again whether the service is ready. */
const ASK_AGAIN = { 'Retry-After': '1' };

export function bookHandlers({ document, web, metrics }: BookOptions): Handlers<typeof bookRoutes> {
  const rules = FAMILIES.flatMap((family) => family.rules.map((rule) => ruleView(family, rule)));
  const replies = {
    rules: fixedReply(RuleList, { items: rules }),
    tables: fixedReply(IntakeTables, { items: intakeTables() }),
    document: fixedReply(OpenApi, document),
  };
  const docs = { zh: docsPage(document, 'zh'), en: docsPage(document, 'en') };
  return {
    'GET /rules': () => replies.rules,
    'GET /rules/{rule}': ({ params }) => {
      const rule = rules.find(({ id }) => id === params.rule);
      if (rule === undefined) throw new ProblemFault('unknown-rule');
      return fixedReply(RuleView, rule);
    },
    'GET /intake/tables': () => replies.tables,
    'GET /audit-log': async ({ service, actor, query }) => ({
      status: 200,
      body: await service.auditLog.list(actor, pageRequest(query)),
    }),
    'GET /audit-log/export': ({ service, actor }) => ({
      status: 200,
      raw: lines(service.auditLog.all(actor)),
      headers: { 'Content-Disposition': 'attachment; filename="audit-log.ndjson"' },
    }),
    'GET /audit-log/verify': async ({ service }) => ({
      status: 200,
      body: await service.auditLog.verify(),
    }),
    'GET /health': () => ({ status: 200, body: { status: 'ok' } }),
    'GET /ready': async ({ service }) => {
      if (!(await service.ready())) throw new ProblemFault('not-ready', { headers: ASK_AGAIN });
      return { status: 200, body: { ready: true } };
    },
    'GET /metrics': async ({ service }) => ({
      status: 200,
      raw: metricsText(await service.metrics(), metrics),
      media: 'text/plain; version=0.0.4; charset=UTF-8',
    }),
    'GET /openapi.json': () => replies.document,
    'GET /docs': ({ language }) => ({ status: 200, ...docs[language] }),
    'GET /': () => ({ status: 200, ...web.page() }),
    'GET /assets/{file}': ({ params }) => ({ status: 200, ...web.asset(params.file) }),
  };
}

function ruleView(family: Family, rule: Rule): z.input<typeof RuleView> {
  return {
    id: rule.id,
    family: { letter: family.letter, name: family.name },
    text: rule.text,
    sources: rule.sources.map((each) => ({ ...each, name: DOCUMENT_NAME[each.document] })),
    strength: rule.strength,
    strengthName: STRENGTH_NAME[rule.strength],
    effect: effectName(rule),
    policyKeys: [...rule.policyKeys],
    acts: rule.acts.map((act) => ({ ...act, place: PLACE_NAME[act.where] })),
    check: [...rule.check],
  };
}

/** One entry a line, read from the store as the asker takes them. */
function lines(entries: AsyncIterable<AuditEntry>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = entries[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
