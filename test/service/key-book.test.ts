/** Keys under load: what a busy service must not pay for each request. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Ground } from '../../src/service/books/ground.ts';
import { KeyBook } from '../../src/service/books/key-book.ts';

test('the same key shown by many requests at once is looked at once, and again by the next', async () => {
  let looks = 0;
  const db = {
    query: async () => {
      looks += 1;
      return [];
    },
  };
  const keys = new KeyBook({ db } as unknown as Ground);
  const secret = `tk_${randomUUID()}_${'s'.repeat(43)}`;
  const answers = await Promise.all(Array.from({ length: 128 }, () => keys.authenticate(secret)));
  expect(answers.every((actor) => actor === null)).toBe(true);
  expect(looks).toBe(1);
  await keys.authenticate(secret);
  expect(looks).toBe(2);
});
