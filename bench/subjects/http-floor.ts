import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { answerAsks } from './answering.ts';

/** The least that any app has to do: read the body, check Slack's signature, answer 200. No framework. */
const secret = process.env.SLACK_SIGNING_SECRET ?? '';
const MAX_AGE_SECONDS = 300;

function isSigned(body: Buffer, timestamp: unknown, signature: unknown): boolean {
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > MAX_AGE_SECONDS) return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = request.headers;
    response.writeHead(isSigned(Buffer.concat(chunks), timestamp, signature) ? 200 : 401).end();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => answerAsks());
