/** Small pages of the service itself: no script, no foreign address, one style that the policy names by its hash. */
import { createHash } from 'node:crypto';

const STYLE = `body{font:16px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
code,pre{font-family:ui-monospace,"Noto Sans Mono CJK SC",monospace;font-size:.9em}
pre{overflow:auto;background:#f4f5f7;padding:.6rem;border-radius:4px}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d8dce1;padding:.3rem .5rem;text-align:left;vertical-align:top}
input,button{font:inherit;padding:.4rem .6rem;border:1px solid #6b7280;border-radius:4px}
button{background:#1f4e79;color:#fff;border-color:#1f4e79}:focus-visible{outline:3px solid #f59e0b;outline-offset:2px}
.fault{color:#9b1c1c}summary{cursor:pointer}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Stricter than that of the planner's page: nothing but the one style, forms to ourselves. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML text. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** A page and its headers. `head` and `body` are HTML. */
export function htmlPage(page: { lang: string; title: string; head?: string; body: string }) {
  const raw = `<!doctype html>
<html lang="${page.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(page.title)}</title>${page.head ?? ''}<style>${STYLE}</style></head>
<body>${page.body}</body></html>
`;
  return {
    raw,
    media: 'text/html; charset=UTF-8',
    headers: { 'Content-Security-Policy': POLICY },
  } as const;
}
