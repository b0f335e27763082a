/** One signed HTTP request to the app, on a connection of its own. */
import { createHmac } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';

/** What became of a delivery. */
export type Outcome =
  | { readonly type: 'answered'; readonly status: number; readonly body: string; readonly refusesRetry: boolean }
  | { readonly type: 'timeout' }
  | { readonly type: 'unreachable' };

export interface SignedPost {
  readonly url: string;
  readonly signingSecret: string;
  /** Sent exactly so: Bolt compares form types as a whole string, a charset makes it answer 400. */
  readonly contentType: 'application/x-www-form-urlencoded' | 'application/json';
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/**
 * Slack's signature of a body, `v0=` and a hex HMAC-SHA256.
 * Source: Slack documentation, "Verifying requests from Slack".
 */
export function signatureOf(signingSecret: string, timestampSeconds: number, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestampSeconds}:${body}`).digest('hex')}`;
}

/**
 * The timestamp is of the real clock, also when the workspace runs on another: the app checks it against its own.
 */
function headersOf(post: SignedPost): Record<string, string> {
  const timestamp = Math.floor(Date.now() / 1000);
  return {
    'content-type': post.contentType,
    'content-length': String(Buffer.byteLength(post.body)),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signatureOf(post.signingSecret, timestamp, post.body),
    ...post.headers,
  };
}

function answerOf(sent: ClientRequest, post: SignedPost): Promise<Outcome> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      resolve({ type: 'timeout' });
      sent.destroy();
    }, post.timeoutMs);
    const settle = (outcome: Outcome) => {
      clearTimeout(deadline);
      resolve(outcome);
    };
    sent.on('error', () => settle({ type: 'unreachable' }));
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => settle({ type: 'unreachable' }));
      response.on('end', () =>
        settle({
          type: 'answered',
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          refusesRetry: response.headers['x-slack-no-retry'] === '1',
        }),
      );
    });
    sent.end(post.body);
  });
}

/** Posts to the app. Never rejects: what goes wrong is an outcome. */
export async function postSigned(post: SignedPost): Promise<Outcome> {
  try {
    const sent = request(post.url, { method: 'POST', agent: false, headers: headersOf(post) });
    return await answerOf(sent, post);
  } catch {
    return { type: 'unreachable' };
  }
}
