/** A job handed to the service, and its answers as the API words them. */
import type { z } from 'zod';
import type { JobSpec } from '../../domain/job.ts';
import type { Actor, JobView, Service } from '../../service/contract.ts';
import { ProblemFault } from '../problem.ts';
import type { JobView as JobSchema } from '../schemas/jobs.ts';

interface Order {
  readonly countyId: string;
  readonly spec: JobSpec;
  readonly priority?: number;
  readonly idempotencyKey: string | undefined;
}

/** Longest idempotency key. */
const LONGEST_KEY = 200;

/**
 * @throws ProblemFault `queue-full`, `key-reused`, `unknown-reference`, `bad-request`
 */
export async function submit(service: Service, order: Order, actor: Actor): Promise<JobView> {
  const { countyId, spec, priority = 0 } = order;
  const idempotencyKey = checkedKey(order.idempotencyKey);
  const answer = await service.jobs.submit({ countyId, spec, priority, idempotencyKey }, actor);
  switch (answer.kind) {
    case 'accepted':
      return answer.job;
    case 'queue-full':
      throw new ProblemFault('queue-full', {
        headers: { 'Retry-After': String(Math.max(1, Math.ceil(answer.retryAfterSeconds))) },
      });
    case 'key-reused':
      throw new ProblemFault('key-reused');
    case 'unknown-reference':
      throw new ProblemFault('unknown-reference', {
        issues: [
          {
            code: 'unknown-reference',
            path: answer.path,
            message: `「${answer.path}」在本县不存在 (the county has none of this reference)`,
          },
        ],
      });
  }
}

function checkedKey(key: string | undefined): string | null {
  if (key === undefined || key === '') return null;
  if (/^[\x21-\x7e]+$/.test(key) && key.length <= LONGEST_KEY) return key;
  throw new ProblemFault('bad-request', {
    issues: [
      {
        code: 'bad-request',
        path: 'Idempotency-Key',
        message: `幂等键须为 1–${LONGEST_KEY} 个可见 ASCII 字符 (visible ASCII, at most ${LONGEST_KEY})`,
      },
    ],
  });
}

/** 202 with where to follow the job. */
export function accepted(job: JobView) {
  return { status: 202, body: jobBody(job), headers: { Location: `/jobs/${job.id}` } } as const;
}

/** The reasons are left open by the contract: they are those of `NoAllocationReason`. */
export function jobBody(job: JobView): z.input<typeof JobSchema> {
  return job as unknown as z.input<typeof JobSchema>;
}
