/**
 * Reads and submissions over HTTP on the loopback at 1, 16 and 128 connections. The server runs already:
 *
 *   npx tsx bench/service/load.ts --origin http://127.0.0.1:8080 --key tk_… [--seconds 5]
 */
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';

const { values } = parseArgs({
  options: {
    origin: { type: 'string', default: 'http://127.0.0.1:8080' },
    key: { type: 'string' },
    seconds: { type: 'string', default: '5' },
  },
});
if (values.key === undefined) throw new Error('--key is missing');
const headers = { authorization: `Bearer ${values.key}`, 'content-type': 'application/json' };
const body = JSON.stringify({ county: 'demo' });

for (const connections of [1, 16, 128]) {
  await measure('GET /jobs', connections, { path: '/jobs?limit=20', method: 'GET' });
  await measure('POST /jobs', connections, { path: '/jobs', method: 'POST', body });
}

async function measure(
  name: string,
  connections: number,
  { path, ...request }: { path: string; method: 'GET' | 'POST'; body?: string },
): Promise<void> {
  const result = await autocannon({
    ...{ url: `${values.origin}${path}`, connections, duration: Number(values.seconds), headers },
    ...request,
  });
  const { latency, requests, statusCodeStats, errors } = result;
  const codes = Object.entries(statusCodeStats ?? {}).map(
    ([code, { count }]) => `${code}:${count}`,
  );
  const line = {
    ...{ name, connections, perSecond: Math.round(requests.average) },
    ...{ p50: latency.p50, p99: latency.p99, codes: codes.join(' '), errors },
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
