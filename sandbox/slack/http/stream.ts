/** The event stream: a snapshot at the start and after every change, gathered for a moment. */
import type { ServerResponse } from 'node:http';
import type { PersonId, Snapshot } from '../workspace/protocol.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Changes that follow each other within this time are sent as one. */
const GATHER_MS = 30;

export interface Streams {
  /** Starts a stream to a client; it ends when the client goes. */
  add(response: ServerResponse, as: PersonId): void;
  /** Ends all streams. */
  close(): void;
}

/** Streams of a workspace. `snapshot` tells what a person's client shows. */
export function createStreams(workspace: Workspace, snapshot: (as: PersonId) => Snapshot): Streams {
  const open = new Map<ServerResponse, PersonId>();
  let timer: NodeJS.Timeout | null = null;

  const write = (response: ServerResponse, as: PersonId) => {
    response.write(`data: ${JSON.stringify(snapshot(as))}\n\n`);
  };
  const flush = () => {
    timer = null;
    for (const [response, as] of open) write(response, as);
  };
  const gather = () => {
    if (open.size > 0) timer ??= setTimeout(flush, GATHER_MS);
  };
  workspace.listeners.add(gather);

  return {
    add: (response, as) => {
      snapshot(as);
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      open.set(response, as);
      response.on('close', () => open.delete(response));
      write(response, as);
    },
    close: () => {
      if (timer) clearTimeout(timer);
      workspace.listeners.delete(gather);
      for (const response of open.keys()) response.end();
      open.clear();
    },
  };
}
