import { useNow } from '../shell/use-now.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { saidAfter } from './waits.ts';

/** After a kill: what waits until the bot takes it up again, counted down, or that nothing does. Nothing once that is over. */
export function WaitAfterDeath() {
  const { snapshot } = useWorkspace();
  const said = saidAfter(snapshot.appDeath, useNow(snapshot.nowMs, snapshot.appDeath !== null));
  if (said === null) return null;
  return (
    <div class="waits" role="timer" aria-label="Until the bot takes up its work again">
      <p class="waits__why">{said.why}</p>
      {said.waits.map(({ what, seconds }) => (
        <p key={what} class="waits__line">
          {what} <b class="waits__seconds">{seconds} s at most</b>
        </p>
      ))}
    </div>
  );
}
