import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SIGNING_SECRET } from './lab.ts';
import { MARK, type RequestKind, Template } from './templates.ts';

const Click = z.object({ container: z.object({ message_ts: z.string() }) });

/** Bodies of one kind, each with a number of its own in place of the mark. */
export function bodiesOf(templatesFile: string, kind: RequestKind): string[] {
  return z
    .array(Template)
    .parse(JSON.parse(readFileSync(templatesFile, 'utf8')))
    .filter((template) => template.kind === kind)
    .map(({ body }, index) => body.replaceAll(MARK, String(index + 1)));
}

/** The time stamp of the message that a click was made on. */
export function messageOf(body: string): string {
  return Click.parse(JSON.parse(new URLSearchParams(body).get('payload') ?? '{}')).container.message_ts;
}

/** The answer was no empty 200. */
export class WrongAnswer extends Error {
  readonly status: number;
  constructor(status: number, text: string) {
    super(`Answered with ${status} ${text.slice(0, 200)}`);
    this.status = status;
  }
}

/** Sends one signed body, and answers when it was sent (milliseconds since 1970). Rejects with `WrongAnswer` unless the answer is an empty 200. */
export async function sendSigned(url: string, body: string): Promise<number> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const sentAtMs = nowMs();
  const response = await fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  const text = await response.text();
  if (response.status !== 200 || text !== '') throw new WrongAnswer(response.status, text);
  return sentAtMs;
}

/** Milliseconds since 1970, finer than `Date.now`, comparable between processes of this machine. */
export const nowMs = (): number => performance.timeOrigin + performance.now();

/** Asks again and again until there is an answer. Rejects when that takes too long. */
export async function until<Value>(what: string, timeoutMs: number, ask: () => Promise<Value | null>): Promise<Value> {
  const startedMs = performance.now();
  for (;;) {
    const value = await ask();
    if (value !== null) return value;
    if (performance.now() - startedMs > timeoutMs) throw new Error(`${what} did not happen within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
