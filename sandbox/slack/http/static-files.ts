/** Serves the web client's files. */
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { answerText } from './http.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.json': 'application/json',
};

/** Answers with a file of `root`, `index.html` for `/`; 404 for anything that is not inside. */
export async function answerStatic(root: string | null, pathname: string, response: ServerResponse): Promise<void> {
  const notFound = () => answerText(response, 'not found', 404);
  if (root === null) return notFound();
  const base = normalize(root.endsWith(sep) ? root : root + sep);
  try {
    const name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
    const path = join(base, name);
    if (!path.startsWith(base)) return notFound();
    const bytes = await readFile(path);
    response.writeHead(200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
    });
    response.end(bytes);
  } catch {
    notFound();
  }
}
