import { useEffect, useRef, useState } from 'preact/hooks';
import type { PersonId, Snapshot } from '../../slack/workspace/protocol.ts';
import { isSnapshot } from './guards.ts';

const RECONNECT_MS = 1_000;

/** What one person sees, and whether the stream that keeps it fresh is up. */
export interface LiveSnapshot {
  readonly snapshot: Snapshot | null;
  readonly isConnected: boolean;
}

/**
 * Follows the workspace as one person sees it. The last picture of everybody played so far is kept, so that a switch
 * of person shows at once; a lost stream is opened again every second.
 */
export function useSnapshot(as: PersonId): LiveSnapshot {
  const seen = useRef(new Map<PersonId, Snapshot>());
  const [, redraw] = useState(0);
  const [isConnected, setConnected] = useState(true);

  useEffect(() => {
    let stream: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      stream = new EventSource(`/client/stream?as=${encodeURIComponent(as)}`);
      stream.onopen = () => setConnected(true);
      stream.onmessage = ({ data }: MessageEvent<string>) => {
        const value: unknown = JSON.parse(data);
        if (!isSnapshot(value)) return;
        seen.current.set(as, value);
        redraw((count) => count + 1);
      };
      stream.onerror = () => {
        setConnected(false);
        stream?.close();
        retry = setTimeout(open, RECONNECT_MS);
      };
    };
    open();
    return () => {
      stream?.close();
      clearTimeout(retry);
    };
  }, [as]);

  return { snapshot: seen.current.get(as) ?? null, isConnected };
}
