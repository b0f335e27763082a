import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerAsks } from './answering.ts';
import { type Fields, slackAnswer, vendorAnswer } from './world-answers.ts';

/**
 * Slack and the vendor in one small server, each answering after `ANSWER_AFTER_MS`, or as it is told. It remembers what the measures ask
 * for: calls by name, when a card was redrawn without buttons, and which effects posted a message.
 */
let answerAfterMs = Number(process.env.ANSWER_AFTER_MS ?? 20);
const port = Number(process.env.PORT);
const baseUrl = `http://127.0.0.1:${port}`;

let calls = new Map<string, number>();
let cardsWithoutButtons: { ts: string; atMs: number }[] = [];
let posts: { effectId: string; atMs: number }[] = [];
let problem: string | null = null;

const nowMs = () => performance.timeOrigin + performance.now();
const counted = (name: string) => calls.set(name, (calls.get(name) ?? 0) + 1);

function answerTo(path: string, body: string): Fields {
  if (path.startsWith('/vendor/')) {
    const [operation = ''] = path.slice('/vendor/'.length).split(/[/?]/);
    counted(`vendor ${operation}`);
    return vendorAnswer(path.slice('/vendor'.length).replace(/\?.*/, ''), body);
  }
  if (!path.startsWith('/api/')) {
    counted(path.startsWith('/response') ? 'response_url' : 'upload');
    return { ok: true };
  }
  const method = path.slice('/api/'.length);
  const form = new URLSearchParams(body);
  counted(method);
  if (method === 'chat.update') drawn(form);
  if (method === 'chat.postMessage') {
    const effectId = /"effect_id":"([^"]+)"/.exec(form.get('metadata') ?? '')?.[1] ?? '';
    posts.push({ effectId, atMs: nowMs() });
  }
  return slackAnswer(method, form, baseUrl);
}

function drawn(form: URLSearchParams): void {
  const hasButtons = (form.get('blocks') ?? '').includes('"action_id":"approve_order"');
  if (!hasButtons) cardsWithoutButtons.push({ ts: form.get('ts') ?? '', atMs: nowMs() });
}

function onRequest(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    try {
      const text = JSON.stringify(answerTo(request.url ?? '', Buffer.concat(chunks).toString()));
      setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(text), answerAfterMs);
    } catch (error) {
      problem ??= error instanceof Error ? error.message : String(error);
      response.writeHead(500).end();
    }
  });
}

createServer({ keepAliveTimeout: 60_000 }, onRequest).listen(port, '127.0.0.1', () =>
  answerAsks({
    answerAfter: (milliseconds) => {
      answerAfterMs = z.number().parse(milliseconds);
    },
    forget: () => {
      calls = new Map();
      cardsWithoutButtons = [];
      posts = [];
    },
    counts: () => ({ calls: Object.fromEntries(calls) }),
    seen: () => {
      if (problem !== null) throw new Error(problem);
      return { calls: Object.fromEntries(calls), cardsWithoutButtons, posts };
    },
  }),
);
