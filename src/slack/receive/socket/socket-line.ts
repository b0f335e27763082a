import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Dispatcher, ping, WebSocket } from 'undici';
import { z } from 'zod';
import type { Retry } from '../slack-request.ts';

/** What Slack says on a socket. Source: docs/slack.md, "Bolt 5". */
const Message = z.object({
  type: z.string(),
  /** Why Slack wants another socket in place of this one. */
  reason: z.string().optional(),
  envelope_id: z.string().optional(),
  payload: z.record(z.string(), z.unknown()).optional(),
  retry_attempt: z.number().optional(),
  retry_reason: z.string().optional(),
});
export type SocketMessage = z.infer<typeof Message>;

/** What Slack says of a delivery that it repeats. */
export function retryIn({ retry_attempt: retryNum, retry_reason: retryReason }: SocketMessage): Retry {
  return {
    ...(retryNum === undefined ? {} : { retryNum }),
    ...(retryReason === undefined ? {} : { retryReason }),
  };
}

/** What is told of a socket. */
export interface LineEvents {
  /** Something came, be it an answer to a ping only: the other side lives. */
  readonly heard: () => void;
  readonly said: (message: SocketMessage) => void;
  /** It is closed, or could not be opened; said once, and nothing after it. */
  readonly closed: () => void;
}

/** One socket to Slack. */
export interface SocketLine {
  ping(): void;
  /** Throws when the socket is not open any more. */
  send(content: object): void;
  close(): void;
}

/** Frames that undici answers or takes by itself. Source: undici documentation, "Diagnostics Channel Support". */
const FRAMES = ['undici:websocket:ping', 'undici:websocket:pong'] as const;
const OfSocket = z.object({ websocket: z.unknown() });

/** Opens a socket, by way of `dispatcher` where there is one. What cannot be read is dropped: it may not end the process. */
export function openSocketLine(
  url: string,
  dispatcher: Dispatcher | undefined,
  { heard, said, closed }: LineEvents,
): SocketLine {
  const socket = new WebSocket(url, dispatcher === undefined ? {} : { dispatcher });
  const onFrame = (frame: unknown) => {
    if (OfSocket.safeParse(frame).data?.websocket === socket) heard();
  };
  for (const name of FRAMES) subscribe(name, onFrame);
  let isClosed = false;
  const end = () => {
    if (isClosed) return;
    isClosed = true;
    for (const name of FRAMES) unsubscribe(name, onFrame);
    closed();
  };
  socket.addEventListener('message', ({ data }) => {
    if (isClosed) return;
    heard();
    const read = Message.safeParse(jsonOf(data));
    if (read.success) said(read.data);
  });
  socket.addEventListener('error', end);
  socket.addEventListener('close', end);
  return {
    ping: () => {
      if (socket.readyState === WebSocket.OPEN) ping(socket);
    },
    send: (content) => {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('The socket to Slack is closed');
      socket.send(JSON.stringify(content));
    },
    close: () => {
      end();
      // A side that is dead never answers the goodbye, and nobody waits for it.
      socket.close(1_000);
    },
  };
}

function jsonOf(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}
