/** Small pieces of HTTP that all parts of the server share. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Fields, fieldsOf, parseJson } from './json.ts';

/** A request whose body has arrived. */
export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly contentType: string;
  /** The bearer token, or null. */
  readonly token: string | null;
  readonly body: Buffer;
}

/** Bodies beyond this are cut off with an error; the largest file Slack's file input takes is 10 MB. */
const LARGEST_BODY_BYTES = 32 * 1024 * 1024;

/** Reads a request to its end; throws when the body is beyond 32 MB. */
export async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY_BYTES) throw new Error('request body too large');
    chunks.push(bytes);
  }
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '');
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://local'),
    contentType: request.headers['content-type'] ?? '',
    token: bearer?.[1] ?? null,
    body: Buffer.concat(chunks),
  };
}

/** Answers with JSON. */
export function answerJson(response: ServerResponse, value: unknown, status = 200, headers: Fields = {}): void {
  const extra = Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, String(header)]));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...extra });
  response.end(JSON.stringify(value));
}

/** Answers with text. */
export function answerText(response: ServerResponse, text: string, status = 200, contentType = 'text/plain'): void {
  response.writeHead(status, { 'content-type': `${contentType}; charset=utf-8` });
  response.end(text);
}

const asForm = ({ body, contentType }: Received): Promise<FormData> =>
  new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();

/** The fields of a form, a multipart form, or a JSON object; those of the address come first. */
export async function readFields(received: Received): Promise<Fields> {
  const query = Object.fromEntries(received.url.searchParams);
  const { contentType, body } = received;
  if (contentType.includes('json')) return { ...query, ...fieldsOf(parseJson(body.toString('utf8'))) };
  if (!contentType.includes('multipart/')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
  }
  const entries = [...(await asForm(received))];
  const texts = entries.filter(([, value]) => typeof value === 'string');
  return { ...query, ...Object.fromEntries(texts) };
}

/** The bytes of an upload: the first file of a multipart form, or the body itself. */
export async function readUpload(received: Received): Promise<Buffer> {
  if (!received.contentType.includes('multipart/')) return received.body;
  for (const [, value] of await asForm(received)) {
    return typeof value === 'string' ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}
