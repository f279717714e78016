/** The OpenAPI document: valid in itself, the same as the committed contract, and complete. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { Api } from '../support/api.ts';
import { contract } from './contract.ts';

let api: Api;
beforeAll(async () => {
  api = await Api.open();
});

test('the committed contract is what the program says (else: npx tsx test/http/write-openapi.ts)', () => {
  const committed = JSON.parse(readFileSync('src/http/openapi.json', 'utf8'));
  expect(committed).toEqual(JSON.parse(JSON.stringify(contract())));
});

describe('the document', () => {
  test('is OpenAPI 3.1, every reference leads somewhere, every schema compiles', () => {
    expect(api.document.openapi).toBe('3.1.0');
    const text = JSON.stringify(api.document);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(100);
    const { schemas } = api.document.components;
    expect(names.filter((name) => schemas[name as string] === undefined)).toEqual([]);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'api', components: api.document.components });
    for (const name of Object.keys(schemas)) {
      expect(() => ajv.compile({ $ref: `api#/components/schemas/${name}` })).not.toThrow();
    }
  });

  test('declares a permission, a summary in both languages and answers for every route', () => {
    const operations = Object.values(api.document.paths).flatMap(Object.values);
    expect(operations.length).toBeGreaterThan(55);
    for (const each of operations) {
      expect(['open', 'viewer', 'planner', 'approver', 'admin']).toContain(each['x-role']);
      expect(each.summary).toMatch(/[\u4e00-\u9fff].*\([^)]+\)/s);
      expect(Object.keys(each.responses).some((status) => /^[23]/.test(status))).toBe(true);
    }
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('says of every path parameter what it looks like', () => {
    for (const [path, methods] of Object.entries(api.document.paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods) as {
        parameters: { in: string; name: string; schema: object }[];
      }[]) {
        const declared = parameters.filter((each) => each.in === 'path');
        expect(declared.map(({ name }) => name)).toEqual(named);
        expect(declared.every(({ schema }) => 'pattern' in schema)).toBe(true);
      }
    }
  });
});

test('the documentation page names every route and needs nothing from outside', async () => {
  const { text } = await api.ask('GET', '/docs');
  for (const path of Object.keys(api.document.paths)) expect(text).toContain(path);
  expect(text).not.toMatch(/https?:\/\/|<script/);
});
