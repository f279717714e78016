/** 问为什么: a question about a plan, answered by an explain job. */
import type { z } from 'zod';
import type { Question } from '../../domain/job.ts';
import type { PostAnswer, TeacherAnswer, WhyNotAnswer } from './answers.ts';
import { runJob } from './follow-job.ts';
import { call } from './request.ts';

type Asked = z.input<typeof Question>;

/** @throws ProblemError; Error with the words of the job when it has no answer */
async function answerTo(proposalId: string, question: Asked): Promise<unknown> {
  const job = await runJob({ kind: 'explain', proposalId, question });
  if (job.result !== 'answer') throw new Unanswered(job.error?.message ?? '');
  return call('GET /jobs/{job}/answer', { params: { job: job.id } });
}

/** The job ended without an answer; the message says why. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

export function askTeacher(proposalId: string, teacherId: string, alternatives: number) {
  const question: Asked = { ask: 'teacher', teacherId, alternatives };
  return answerTo(proposalId, question) as Promise<TeacherAnswer>;
}

export function askWhyNot(proposalId: string, teacherId: string, postGroupId: string) {
  const question: Asked = { ask: 'why-not', teacherId, postGroupId };
  return answerTo(proposalId, question) as Promise<WhyNotAnswer>;
}

export function askPost(proposalId: string, postGroupId: string) {
  const question: Asked = { ask: 'post', postGroupId, alternatives: 0 };
  return answerTo(proposalId, question) as Promise<PostAnswer>;
}
