/** `/docs`: the OpenAPI document as one plain page, without a script. */
import type { Language } from '../domain/vocabulary.ts';
import { escaped, htmlPage } from './html.ts';
import type { OpenApiDocument } from './openapi.ts';

type Json = Record<string, unknown>;
const WORDS = {
  zh: {
    title: '接口说明',
    role: '权限',
    answers: '答复',
    takes: '参数',
    body: '请求体',
    shapes: '数据结构',
  },
  en: {
    title: 'API',
    role: 'role',
    answers: 'answers',
    takes: 'parameters',
    body: 'body',
    shapes: 'schemas',
  },
} as const;
type Words = (typeof WORDS)[Language];

export function docsPage(document: OpenApiDocument, language: Language) {
  const words = WORDS[language];
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]) => operation(method, path, each, words)),
  );
  const shapes = Object.entries(document.components.schemas).map(([name, schema]) =>
    details(name, schema, `schema-${name}`),
  );
  return htmlPage({
    lang: language === 'zh' ? 'zh-CN' : 'en',
    title: `调配 Tiaopei · ${words.title}`,
    body: `<main><h1>调配 Tiaopei · ${words.title}</h1><p><a href="/openapi.json">openapi.json</a></p>
${operations.join('\n')}<h2>${words.shapes}</h2>${shapes.join('\n')}</main>`,
  });
}

function operation(method: string, path: string, each: Json, words: Words): string {
  const parameters = (each.parameters as Json[]).map(
    ({ name, in: place, required }) => `${name} (${place}${required === true ? ', *' : ''})`,
  );
  const rows = Object.entries(each.responses as Record<string, Json>).map(
    ([status, { description }]) =>
      `<tr><td>${status}</td><td>${escaped(String(description)).replaceAll('\n', '<br>')}</td></tr>`,
  );
  const takes =
    parameters.length === 0 ? '' : `<p>${words.takes}: ${escaped(parameters.join(', '))}</p>`;
  const body = each.requestBody as Json | undefined;
  return `<section><h2 id="${escaped(String(each.operationId))}"><code>${method.toUpperCase()} ${escaped(path)}</code></h2>
<p>${escaped(String(each.summary))} · ${words.role}: ${each['x-role']}</p>${takes}
${body === undefined ? '' : details(words.body, body.content)}
<table><caption>${words.answers}</caption>${rows.join('')}</table></section>`;
}

function details(title: string, content: unknown, id?: string): string {
  const anchor = id === undefined ? '' : ` id="${escaped(id)}"`;
  return `<details${anchor}><summary>${escaped(title)}</summary><pre>${escaped(JSON.stringify(content, null, 2))}</pre></details>`;
}
