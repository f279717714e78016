/** Headers of every answer that keep a browser from doing more with it than was meant. */

/** The planner's page: its own files only, no inline script or style, no foreign address. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': PAGE_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};
const YEAR_SECONDS = 31_536_000;

/** Sets what the answer does not set itself. `https` = the service is reached over HTTPS only. */
export function secure(headers: Headers, https: boolean): void {
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!headers.has(name)) headers.set(name, value);
  }
  if (https) headers.set('Strict-Transport-Security', `max-age=${YEAR_SECONDS}`);
}
