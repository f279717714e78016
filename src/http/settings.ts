/** What the environment says about the service, checked. */
import { resolve } from 'node:path';
import { InputError, type InputIssue } from '../domain/errors.ts';
import type { ServiceOptions } from '../service/index.ts';
import type { AppOptions } from './app.ts';
import { type Rates, USUAL_RATES } from './limits.ts';

export interface Settings {
  readonly port: number;
  readonly hostname: string;
  readonly logLevel: string;
  /** Time that running jobs have to end when the service stops. */
  readonly graceMs: number;
  readonly service: Omit<ServiceOptions, 'onLog'>;
  readonly app: Pick<AppOptions, 'rates' | 'corsOrigins' | 'secureCookies'>;
}

type Environment = Readonly<Record<string, string | undefined>>;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];
const GRACE_SECONDS = 20;

/** @throws InputError naming every variable that is not usable */
export function readSettings(env: Environment): Settings {
  const issues: InputIssue[] = [];
  const fault = (path: string, expected: string) =>
    issues.push({
      code: 'bad-setting',
      path,
      message: `环境变量 ${path}「${env[path]}」无效，应为${expected} (environment variable ${path})。`,
    });
  const whole = (path: string, least: number, most: number): number | undefined => {
    const text = env[path];
    if (text === undefined || text === '') return undefined;
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    fault(path, ` ${least}–${most} 的整数`);
    return undefined;
  };
  const corsOrigins = origins(env, () =>
    fault('TIAOPEI_CORS', '以逗号分隔的来源，如 https://a.example'),
  );
  const logLevel = env.TIAOPEI_LOG ?? 'info';
  if (!LEVELS.includes(logLevel)) fault('TIAOPEI_LOG', ` ${LEVELS.join('、')} 之一`);
  const settings: Settings = {
    port: whole('PORT', 0, 65_535) ?? 8080,
    hostname: env.HOST ?? '127.0.0.1',
    logLevel,
    graceMs: (whole('TIAOPEI_GRACE_SECONDS', 0, 3600) ?? GRACE_SECONDS) * 1000,
    service: {
      dataFolder: resolve(env.TIAOPEI_DATA ?? 'tiaopei-data'),
      databaseUrl: env.DATABASE_URL ?? null,
      encryptionKey: env.TIAOPEI_ENCRYPTION_KEY ?? null,
      ...given('workers', whole('TIAOPEI_WORKERS', 0, 64)),
      ...given('threads', whole('TIAOPEI_THREADS', 1, 256)),
      ...given('memoryLimitMiB', whole('TIAOPEI_MEMORY_MIB', 256, 1_048_576)),
      ...given('queueLimit', whole('TIAOPEI_QUEUE', 1, 1_000_000)),
      ...given('retentionDays', whole('TIAOPEI_RETENTION_DAYS', 0, 36_500)),
    },
    app: {
      corsOrigins,
      secureCookies: env.TIAOPEI_HTTPS === '1',
      rates: rates(whole('TIAOPEI_RATE', 0, 10_000_000)),
    },
  };
  if (issues.length > 0) throw new InputError(issues);
  return settings;
}

function given<K extends string>(name: K, value: number | undefined): { [P in K]?: number } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: number };
}

/** Seconds of the usual rate that may come at once. */
const BURST_SECONDS = 12;

function rates(perMinute: number | undefined): Rates {
  if (perMinute === undefined) return USUAL_RATES;
  const burst = Math.max(1, Math.ceil((perMinute * BURST_SECONDS) / 60));
  return { ...USUAL_RATES, perMinute, burst };
}

function origins(env: Environment, fault: () => void): string[] {
  const named = (env.TIAOPEI_CORS ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  if (!named.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin)) fault();
  return named;
}
