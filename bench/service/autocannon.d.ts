/** What the load measurement uses of autocannon, which brings no types. */
declare module 'autocannon' {
  interface Result {
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly requests: { readonly average: number };
    readonly statusCodeStats?: Readonly<Record<string, { readonly count: number }>>;
    readonly errors: number;
    readonly timeouts: number;
  }
  export default function autocannon(options: Readonly<Record<string, unknown>>): Promise<Result>;
}
