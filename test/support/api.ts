/** Asks the API in process as a client would, over a service in memory, and holds every answer to the OpenAPI document. */
import { createApp } from '../../src/http/app.ts';
import type { Rates } from '../../src/http/limits.ts';
import { createLogger } from '../../src/http/log.ts';
import type { OpenApiDocument } from '../../src/http/openapi.ts';
import { Documented, type Told, toldOf } from './documented.ts';
import { FakeService } from './fake-service.ts';

/** Limits that no test reaches by accident. */
const LAVISH: Rates = { perMinute: 0, burst: 0, failuresPerMinute: 1e9, streams: 64 };

export interface Asking {
  /** A key; null = none. */
  readonly key?: string | null;
  readonly json?: unknown;
  readonly form?: FormData | undefined;
  readonly body?: string | Uint8Array | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export class Api {
  readonly app: ReturnType<typeof createApp>;
  /** What stands behind the app now. */
  service: FakeService;
  readonly document: OpenApiDocument;
  readonly logged: string[];
  readonly documented: Documented;

  private constructor(
    service: FakeService,
    app: ReturnType<typeof createApp>,
    logged: string[],
    document: OpenApiDocument,
  ) {
    this.service = service;
    this.app = app;
    this.logged = logged;
    this.document = document;
    this.documented = new Documented(document);
  }

  static async open(options: Parameters<typeof createApp>[1] = {}): Promise<Api> {
    const first = await FakeService.open();
    const logged: string[] = [];
    const logger = createLogger('debug', { write: (line: string) => void logged.push(line) });
    const holder: { api: Api | null } = { api: null };
    const behind = new Proxy(first, {
      get: (_, name: keyof FakeService) => (holder.api?.service ?? first)[name],
    });
    const app = createApp(behind, { rates: LAVISH, logger, version: '1', ...options });
    const document = (await (await app.request('/openapi.json')).json()) as OpenApiDocument;
    holder.api = new Api(first, app, logged, document);
    return holder.api;
  }

  /** Two new counties and new keys behind the same app. */
  renew(): void {
    this.service = this.service.renewed();
  }

  /** @throws Error when the answer is not as documented */
  async ask(method: string, path: string, asking: Asking = {}): Promise<Told> {
    const { key = this.service.secret('admin', 'all'), json, form, body, headers = {} } = asking;
    const response = await this.app.request(path, {
      method,
      headers: {
        ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(headers as Record<string, string>),
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form === undefined ? {} : { body: form }),
      ...(body === undefined ? {} : { body: body as string }),
    });
    const told = await toldOf(response);
    this.documented.hold(method, path, told);
    return told;
  }
}

/** A form with files and text fields. */
export function formOf(
  fields: Readonly<Record<string, string | File | readonly File[]>>,
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const part of Array.isArray(value) ? value : [value]) form.append(name, part);
  }
  return form;
}
