/** Prometheus text of the service's figures and of the API's own. */
import type { ServiceMetrics } from '../service/contract.ts';

/** Answers by route, method and status, and the seconds they took. */
export class HttpMetrics {
  readonly #answers = new Map<string, { count: number; seconds: number }>();

  count(route: string, status: number, seconds: number): void {
    const key = `route="${route}",status="${status}"`;
    const entry = this.#answers.get(key) ?? { count: 0, seconds: 0 };
    entry.count += 1;
    entry.seconds += seconds;
    this.#answers.set(key, entry);
  }

  samples(): { labels: string; count: number; seconds: number }[] {
    return [...this.#answers].map(([labels, entry]) => ({ labels, ...entry }));
  }
}

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  /** Suffix and labels → value. */
  readonly samples: readonly (readonly [string, number])[];
}

export function metricsText(service: ServiceMetrics, http: HttpMetrics): string {
  return `${[...serviceFamilies(service), ...httpFamilies(http)].map(familyText).join('')}`;
}

function familyText({ name, help, type, samples }: Family): string {
  const lines = samples.map(([suffix, value]) => `${name}${suffix} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function serviceFamilies(service: ServiceMetrics): Family[] {
  const { jobs, workers, durations } = service;
  const gauge = (name: string, help: string, samples: Family['samples']): Family => ({
    ...{ name: `tiaopei_${name}`, help, type: 'gauge', samples },
  });
  const ofWorkers = (figure: 'threads' | 'busy' | 'rssBytes' | 'restarts') =>
    workers.map((worker): [string, number] => [`{worker="${worker.id}"}`, worker[figure]]);
  return [
    gauge(
      'jobs',
      'Jobs by state.',
      Object.entries(jobs).map(([state, count]) => [`{state="${state}"}`, count]),
    ),
    gauge('queue_depth', 'Jobs that wait.', [['', service.queueDepth]]),
    gauge('queue_limit', 'Jobs that may wait.', [['', service.queueLimit]]),
    gauge('worker_threads', 'Threads of a worker process.', ofWorkers('threads')),
    gauge('worker_busy_threads', 'Threads that solve.', ofWorkers('busy')),
    gauge('worker_resident_bytes', 'Resident memory.', ofWorkers('rssBytes')),
    {
      ...gauge('worker_restarts_total', 'Replaced so often.', ofWorkers('restarts')),
      type: 'counter',
    },
    gauge('store_bytes', 'Size of the store.', [['', service.storeBytes]]),
    {
      name: 'tiaopei_job_duration_seconds',
      help: 'From submission to end.',
      type: 'summary',
      samples: Object.entries(durations).flatMap(([kind, { count, sum }]) => [
        [`_sum{kind="${kind}"}`, sum] as const,
        [`_count{kind="${kind}"}`, count] as const,
      ]),
    },
  ];
}

function httpFamilies(http: HttpMetrics): Family[] {
  return [
    {
      name: 'tiaopei_http_request_duration_seconds',
      help: 'Answers of the API.',
      type: 'summary',
      samples: http
        .samples()
        .flatMap(({ labels, count, seconds }) => [
          [`_sum{${labels}}`, seconds] as const,
          [`_count{${labels}}`, count] as const,
        ]),
    },
  ];
}
