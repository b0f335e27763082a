import type { RecordedRequest } from '../../scaledmail/http/protocol.ts';
import { useNow } from '../shell/use-now.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { waitsAfter } from './waits.ts';

/** After a kill: what waits until the bot takes it up again, counted down. Nothing once all of it may go on. */
export function WaitAfterDeath({ requests }: { requests: readonly RecordedRequest[] }) {
  const { snapshot } = useWorkspace();
  const nowMs = useNow(snapshot.nowMs, snapshot.appDeath !== null);
  const waits = waitsAfter(snapshot.appDeath, requests, nowMs);
  if (waits.length === 0) return null;
  return (
    <div class="waits" role="timer" aria-label="Until the bot takes up its work again">
      <p class="waits__why">
        Killed in the middle of its work. It leaves that alone until it is sure that no other bot does it; everything
        else goes on at once.
      </p>
      {waits.map(({ what, seconds }) => (
        <p key={what} class="waits__line">
          {what} <b class="waits__seconds">{seconds} s at most</b>
        </p>
      ))}
    </div>
  );
}
