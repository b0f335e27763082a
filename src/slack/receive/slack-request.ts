import type { IncomingHttpHeaders } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { z } from 'zod';
import { readSignature, signatureProblem } from './http/slack-signature.ts';

const Body = z.looseObject({});
/** What Slack sent, as an object of any shape. */
export type SlackBody = z.infer<typeof Body>;

/** What is to be done with a request: it is answered at once, for a reason that may be logged, or it holds a payload. */
export type ReadRequest =
  | { readonly type: 'answer'; readonly status: 200 | 400 | 401; readonly content?: unknown; readonly problem?: string }
  | {
      readonly type: 'payload';
      /** Whether its answer holds nothing, so that it may be answered before it is read. */
      readonly isAnsweredWithNothing: boolean;
      /** Null when the body cannot be read after all. */
      readonly read: () => SlackBody | null;
      /** What `bodyInText` reads, at any time. */
      readonly text: () => string;
    };

/** How the bodies of clicks and of slash commands begin; they are read after they were answered. */
const CLICK = Buffer.from('payload=%7B%22type%22%3A%22block_actions%22');
const COMMAND = Buffer.from('token=');
/** Other kinds whose answer holds nothing, and those two where they are written otherwise. */
const ANSWERED_WITH_NOTHING: ReadonlySet<unknown> = new Set([
  'block_actions',
  'event_callback',
  'shortcut',
  'message_action',
  'view_closed',
]);
/** What is wrong with a body, for the log. */
export const UNREADABLE = 'its body cannot be read';
export const TOO_LARGE = 'its body is too large';

/** Slack's check of our certificate is the one request that it does not sign; its body is a few short fields. */
const CERTIFICATE_CHECK_BYTES = 1_024;

/** Why a request is turned away by its headers alone, before any of its body is kept. */
export interface HeaderRefusal {
  readonly status: 401 | 413;
  readonly problem: string;
}

/**
 * Null when the body is worth receiving: its headers look as if Slack had just signed it, or it may be the check of our
 * certificate, and it says that it is no longer than `limitBytes`. Source: docs/slack.md, "Bolt 5".
 */
export function refusalByHeaders(headers: IncomingHttpHeaders, limitBytes: number): HeaderRefusal | null {
  const announced = Number(headers['content-length']);
  const read = readSignature(headers);
  const mayBeCheck = isForm(headers) && announced <= CERTIFICATE_CHECK_BYTES;
  if (!read.ok && !mayBeCheck) return { status: 401, problem: notSigned(read.problem) };
  return announced > limitBytes ? { status: 413, problem: TOO_LARGE } : null;
}

/** Whether the body is a form; what may stand behind the type, such as a charset, changes nothing. */
const isForm = ({ 'content-type': type = '' }: IncomingHttpHeaders): boolean =>
  type.split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
const notSigned = (problem: string): string => `not signed by Slack: ${problem}`;

/**
 * Reads a request as Slack signs and writes it: a form whose field `payload` holds JSON, a form of a slash command, or
 * JSON. Answers 401 without a signature that fits and is fresh, 400 for a body that cannot be read; 200 to the check of
 * our certificate and, with the challenge, to the check of our address. Source: docs/slack.md, "Bolt 5".
 */
export function readSlackRequest(headers: IncomingHttpHeaders, bytes: Buffer, signingSecret: string): ReadRequest {
  const hasForm = isForm(headers);
  // Slack checks the certificate without a signature; nothing else in such a request is looked at.
  if (hasForm && bytes.includes('ssl_check=') && formOf(bytes).ssl_check === '1') {
    return { type: 'answer', status: 200 };
  }
  const problem = signatureProblem(headers, bytes, signingSecret);
  if (problem !== null) return { type: 'answer', status: 401, problem: notSigned(problem) };
  const read = () => bodyOf(hasForm, bytes);
  const text = () => (hasForm ? `${FORM_MARK}${bytes.toString()}` : bytes.toString());
  const isClick = startsWith(bytes, CLICK);
  const isCommand = startsWith(bytes, COMMAND) && bytes.includes('&command=%2F');
  if (hasForm && (isClick || isCommand)) return { type: 'payload', isAnsweredWithNothing: true, read, text };
  const body = read();
  if (!body) return { type: 'answer', status: 400, problem: UNREADABLE };
  if (body.type === 'url_verification') return { type: 'answer', status: 200, content: { challenge: body.challenge } };
  return { type: 'payload', isAnsweredWithNothing: needsNoAnswer(body), read: () => body, text };
}

/** Whether the answer to a payload holds nothing. */
export const needsNoAnswer = (body: SlackBody): boolean =>
  body.command !== undefined || ANSWERED_WITH_NOTHING.has(body.type);

/** Stands before a form; everything else is JSON. */
const FORM_MARK = 'form:';

/** Reads a body that was kept as a text; null when it cannot be read. */
export const bodyInText = (text: string): SlackBody | null =>
  text.startsWith(FORM_MARK)
    ? bodyOf(true, Buffer.from(text.slice(FORM_MARK.length)))
    : bodyOf(false, Buffer.from(text));

/** Which delivery of an event it is, when it is not the first. */
export interface Retry {
  readonly retryNum?: number;
  readonly retryReason?: string;
}

/** Slack counts its deliveries of an event. Source: docs/slack.md, "Timing and delivery". */
export function retryOf(headers: IncomingHttpHeaders): Retry {
  const count = headers['x-slack-retry-num'];
  const reason = headers['x-slack-retry-reason'];
  return {
    ...(typeof count === 'string' ? { retryNum: Number.parseInt(count, 10) } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}

const startsWith = (bytes: Buffer, start: Buffer): boolean => bytes.subarray(0, start.length).equals(start);

function bodyOf(hasForm: boolean, bytes: Buffer): SlackBody | null {
  const form = hasForm ? formOf(bytes) : null;
  const value = form && typeof form.payload !== 'string' ? { ...form } : jsonOf(form?.payload ?? bytes.toString());
  return Body.safeParse(value).data ?? null;
}

/** Most bodies are one long field, which is decoded natively; the others are short. */
function formOf(bytes: Buffer): ReturnType<typeof parseForm> {
  const text = bytes.toString();
  const isPayloadOnly = text.startsWith('payload=') && !text.includes('&');
  if (!isPayloadOnly) return parseForm(text);
  try {
    return { payload: decodeURIComponent(text.slice('payload='.length).replaceAll('+', ' ')) };
  } catch {
    return parseForm(text);
  }
}

/** The value that a JSON text holds; none when it is no JSON. */
function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
