import type { Snapshot } from '../../slack/workspace/protocol.ts';
import { killApp } from '../net/workspace-api.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';

const APP_STATES: Readonly<Record<NonNullable<Snapshot['appProcess']>, string>> = {
  starting: 'Starting…',
  running: 'Running',
  down: 'Killed. It starts again by itself…',
  stopped: 'Stopped',
};

/** The bot's process, which can be killed in the middle of anything. */
export function KillButton() {
  const { snapshot, report } = useWorkspace();
  const state = snapshot.appProcess;
  if (state === null) return null;
  return (
    <section class="faults" aria-label="The bot">
      <h3 class="faults__title">The bot</h3>
      <div class="process">
        <span class={`process__light is-${state}`} aria-hidden="true" />
        <span class="process__state" role="status">
          {APP_STATES[state]}
        </span>
        <button
          type="button"
          class="process__kill"
          disabled={state !== 'running'}
          onClick={() => void report(killApp())}
        >
          kill -9
        </button>
      </div>
    </section>
  );
}
