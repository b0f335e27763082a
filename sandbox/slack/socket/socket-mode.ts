/** Socket Mode: the app connects to the workspace, deliveries travel over that socket. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Delivery, Retry, SocketTransport } from '../http/deliveries.ts';
import { type Fields, fieldsOf, parseJson, textOf } from '../http/json.ts';
import type { Outcome } from '../http/signed-post.ts';
import type { Method } from '../web-api/call.ts';
import { APP } from '../workspace/seed.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { acceptKey, decodeFrame, encodeFrame, type Frame, OPCODE } from './socket-frames.ts';

export interface SocketMode extends SocketTransport {
  /** `apps.connections.open`: hands out an address for one socket. */
  readonly method: Method;
  /** Takes an HTTP upgrade to `/link/?ticket=…`; others are dropped. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex) => void;
  readonly faults: SocketFaults;
  readonly close: () => void;
}

/** What happens to sockets, sooner or later. */
export interface SocketFaults {
  /** Asks the app for another socket, as Slack does every few hours: what was asked to go is answered, and gets nothing new. */
  readonly refresh: () => void;
  /** The sockets that are open say nothing any more, not even to a ping, and do not close: somebody on the way is gone. */
  readonly silence: () => void;
  /** Cuts them without a word. */
  readonly cut: () => void;
  /** Says something to the app that it did not expect. */
  readonly say: (message: Fields) => void;
  /** How many sockets take payloads. */
  readonly count: () => number;
}

/** What an acknowledgement says; the client sends `{}` for an empty one. */
function ackBody(payload: unknown): string {
  if (typeof payload === 'string') return payload;
  const fields = fieldsOf(payload);
  return Object.keys(fields).length === 0 ? '' : JSON.stringify(fields);
}

const sendText = (socket: Duplex, value: Fields): void => {
  socket.write(encodeFrame(OPCODE.text, Buffer.from(JSON.stringify(value))));
};

function hello(connections: number): Fields {
  const debug = { host: 'local', started: '', build_number: 0, approximate_connection_time: 3600 };
  return { type: 'hello', num_connections: connections, connection_info: { app_id: APP.id }, debug_info: debug };
}

/** Calls `take` for every whole frame that arrives. */
function readFrames(socket: Duplex, take: (frame: Frame) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    for (let read = decodeFrame(pending); read !== null; read = decodeFrame(pending)) {
      pending = read.rest;
      take(read.frame);
    }
  });
}

type Waiting = Map<string, (body: string) => void>;

function takeFrame(socket: Duplex, { opcode, payload }: Frame, waiting: Waiting): void {
  if (opcode === OPCODE.ping) socket.write(encodeFrame(OPCODE.pong, payload));
  if (opcode === OPCODE.close) socket.end(encodeFrame(OPCODE.close, payload));
  if (opcode !== OPCODE.text) return;
  const ack = fieldsOf(parseJson(payload.toString('utf8')));
  waiting.get(textOf(ack.envelope_id))?.(ackBody(ack.payload));
}

const envelope = (id: string, delivery: Delivery, retry: Retry | null): Fields => ({
  envelope_id: id,
  type: delivery.type,
  payload: delivery.payload,
  accepts_response_payload: delivery.type !== 'events_api',
  ...(delivery.type === 'events_api' ? { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' } : {}),
});

function deliver(socket: Duplex, id: string, message: Fields, waiting: Waiting, timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(deadline);
      waiting.delete(id);
      resolve(outcome);
    };
    const deadline = setTimeout(() => settle({ type: 'timeout' }), timeoutMs);
    waiting.set(id, (body) => settle({ type: 'answered', status: 200, body, refusesRetry: false }));
    sendText(socket, message);
  });
}

/** The socket end of a workspace. */
export function createSocketMode(workspace: Workspace): SocketMode {
  const { newId, baseUrl } = workspace.settings;
  const tickets = new Set<string>();
  /** Those that take payloads, and those that were asked to go. */
  const sockets = new Set<Duplex>();
  const leaving = new Set<Duplex>();
  const silent = new WeakSet<Duplex>();
  const forget = (socket: Duplex) => {
    sockets.delete(socket);
    leaving.delete(socket);
  };
  const waiting: Waiting = new Map();

  const openConnection = (): Fields => {
    const ticket = newId('');
    tickets.add(ticket);
    return { url: `${baseUrl().replace('http', 'ws')}/link/?ticket=${ticket}` };
  };
  const upgrade = (request: IncomingMessage, socket: Duplex) => {
    const ticket = new URL(request.url ?? '/', 'http://local').searchParams.get('ticket') ?? '';
    const key = request.headers['sec-websocket-key'];
    if (!tickets.delete(ticket) || key === undefined) return void socket.destroy();
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${acceptKey(key)}\r\n\r\n`,
    );
    sockets.add(socket);
    socket.on('close', () => forget(socket));
    socket.on('error', () => socket.destroy());
    readFrames(socket, (frame) => {
      if (!silent.has(socket)) takeFrame(socket, frame, waiting);
    });
    sendText(socket, hello(sockets.size));
  };

  return {
    method: { isWrite: false, token: 'app', run: openConnection },
    upgrade,
    isConnected: () => sockets.size > 0,
    send: async (delivery, retry, timeoutMs) => {
      const [socket] = sockets;
      if (!socket) return { type: 'unreachable' };
      const id = newId('');
      // What is sent into silence gets nowhere.
      if (silent.has(socket))
        return new Promise((resolve) => setTimeout(() => resolve({ type: 'timeout' }), timeoutMs));
      return deliver(socket, id, envelope(id, delivery, retry), waiting, timeoutMs);
    },
    faults: {
      refresh: () => {
        for (const socket of sockets) {
          sockets.delete(socket);
          leaving.add(socket);
          sendText(socket, { type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'local' } });
        }
      },
      silence: () => {
        for (const socket of sockets) silent.add(socket);
      },
      cut: () => {
        for (const socket of sockets) socket.destroy();
      },
      say: (message) => {
        for (const socket of sockets) sendText(socket, message);
      },
      count: () => sockets.size,
    },
    close: () => {
      for (const socket of [...sockets, ...leaving]) socket.destroy();
    },
  };
}
