import type { IncomingHttpHeaders } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { verifySlackRequest } from '@slack/bolt';
import { z } from 'zod';

const Body = z.record(z.string(), z.unknown());
/** What Slack sent, as an object of any shape. */
export type SlackBody = z.infer<typeof Body>;

/** What is to be done with a request: it is answered at once, for a reason that may be logged, or it holds a payload. */
export type ReadRequest =
  | { readonly type: 'answer'; readonly status: 200 | 400 | 401; readonly content?: unknown; readonly problem?: string }
  | { readonly type: 'payload'; readonly body: SlackBody };

/**
 * Reads a request as Slack signs and writes it: a form whose field `payload` holds JSON, a form of a slash command, or JSON.
 * Answers 401 without a signature that fits and is fresh, 400 for a body that cannot be read; 200 to the check of our
 * certificate and, with the challenge, to the check of our address. Source: platform notes, section 2.
 */
export function readSlackRequest(headers: IncomingHttpHeaders, text: string, signingSecret: string): ReadRequest {
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded';
  const form = isForm ? formOf(text) : null;
  // Slack checks the certificate without a signature; nothing else in such a request is looked at.
  if (form?.ssl_check === '1') return { type: 'answer', status: 200 };
  try {
    verify(headers, text, signingSecret);
  } catch (error) {
    return { type: 'answer', status: 401, problem: `not signed by Slack: ${sentenceOf(error)}` };
  }
  const parsed = Body.safeParse(form && typeof form.payload !== 'string' ? { ...form } : jsonOf(form?.payload ?? text));
  if (!parsed.success) return { type: 'answer', status: 400, problem: 'its body cannot be read' };
  const body = parsed.data;
  if (body.type !== 'url_verification') return { type: 'payload', body };
  return { type: 'answer', status: 200, content: { challenge: body.challenge } };
}

/** Most bodies are one long field, which is decoded natively; the others are short. */
function formOf(text: string): ReturnType<typeof parseForm> {
  const isPayloadOnly = text.startsWith('payload=') && !text.includes('&');
  if (!isPayloadOnly) return parseForm(text);
  try {
    return { payload: decodeURIComponent(text.slice('payload='.length).replaceAll('+', ' ')) };
  } catch {
    return parseForm(text);
  }
}

function verify(headers: IncomingHttpHeaders, body: string, signingSecret: string): void {
  const signature = headers['x-slack-signature'];
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string') throw new Error('headers are missing');
  verifySlackRequest({
    signingSecret,
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) },
  });
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

/** The value that a JSON text holds; none when it is no JSON. */
function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
