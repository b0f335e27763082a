import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';

/** One request on its way from the bot to a stand-in. */
export interface Passing {
  readonly method: string;
  readonly path: string;
  /** As it was sent: JSON, or a form. */
  readonly body: string;
}

/**
 * How far a request is. `arrived`: read whole, and nothing came of it yet; `made`: the stand-in has done it; `half`: half of
 * the answer's body is sent; `answered`: all of it is.
 */
export type Moment = 'arrived' | 'made' | 'half' | 'answered';

/** What the gate's watcher wants: the request goes on, or it is lost on its way to the stand-in. */
export type Fate = 'goes on' | 'is lost';

/** A relay before a stand-in. */
export interface Gate {
  /** Such as `http://127.0.0.1:4321`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Relays all requests to the stand-in at `target` and tells `watch` of each moment of each; the request stays where it is
 * until `watch` has resolved.
 */
export async function startGate(
  target: string,
  watch: (moment: Moment, passing: Passing) => Promise<Fate>,
): Promise<Gate> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((request, response) => {
    // A killed bot takes its sockets with it; what was under way then ends here.
    relay({ target, agent, watch }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The gate has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

interface Relay {
  readonly target: string;
  readonly agent: Agent;
  readonly watch: (moment: Moment, passing: Passing) => Promise<Fate>;
}

async function relay(
  { target, agent, watch }: Relay,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.on('error', () => {});
  const body = await readWhole(request);
  const { method = 'GET', url: path = '/' } = request;
  const passing = { method, path, body: body.toString('utf8') };
  if ((await watch('arrived', passing)) === 'is lost') {
    response.destroy();
    return;
  }
  const answer = await forward({
    target,
    agent,
    path,
    method,
    headers: request.headers,
    body,
  });
  await watch('made', passing);
  const middle = Math.floor(answer.body.length / 2);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  await written(response, answer.body.subarray(0, middle));
  await watch('half', passing);
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.end(answer.body.subarray(middle), resolve);
  });
  await watch('answered', passing);
}

function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.write(bytes, () => resolve());
  });
}

async function readWhole(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

interface Forwarded {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function forward(sent: {
  readonly target: string;
  readonly agent: Agent;
  readonly path: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}): Promise<Forwarded> {
  const { target, agent, path, method, headers, body } = sent;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(`${target}${path}`, { agent, method, headers }, resolve);
    request.once('error', reject);
    request.end(body);
  });
  const { 'transfer-encoding': _, ...kept } = answer.headers;
  return { status: answer.statusCode ?? 502, headers: kept, body: await readWhole(answer) };
}
