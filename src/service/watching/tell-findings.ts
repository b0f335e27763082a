import { type Finding, hasFile } from '../../watch/finding.ts';
import {
  dueTasks,
  type Task,
  type TaskKind,
  type WatchHead,
  withBegun,
  withDone,
  withFailed,
  withTask,
} from '../../watch/head.ts';
import { FileInDoubt, SlackAsksToWait } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { WatchNotifier } from '../ports/slack/watch-notifier.ts';
import type { StoredHead, WatchStore } from '../ports/stores/watch-store.ts';

export interface TellingFindingsDeps {
  readonly watch: WatchStore;
  readonly watchNotifier: WatchNotifier;
  readonly clock: Clock;
  readonly log: Log;
}

/** Losing a write to others is ordinary; losing it so often means that something is wrong. */
const MAX_TRIES = 20;

/**
 * Does one thing that is due in Slack; answers whether there was any. Only who wrote that they begin does it, so that two
 * processes do not post the same; it is due again when they die, and Slack is asked for the message before it is posted again.
 */
export async function tellNext(deps: TellingFindingsDeps): Promise<boolean> {
  const { watch, clock, log } = deps;
  const stored = await watch.head();
  const [task] = dueTasks(stored.head, clock.now());
  if (!task) return false;
  // Who loses this write looks again: somebody else may have begun it.
  if (!(await watch.write(stored.revision, { head: withBegun(stored.head, task, clock.now()) }))) return true;
  try {
    await perform(deps, task);
  } catch (error) {
    log.warn({ error, finding: task.key, task: task.kind }, 'A message of the account watch waits for Slack');
    // A file that Slack may have taken is looked for before it is sent again, and a limit is kept to.
    const leastMs = error instanceof FileInDoubt || error instanceof SlackAsksToWait ? error.waitMs : 0;
    await change(deps, ({ head }) => ({ head: withFailed(head, task, clock.now(), leastMs) }));
  }
  return true;
}

async function perform(deps: TellingFindingsDeps, task: Task): Promise<void> {
  const finding = await deps.watch.finding(task.key);
  if (!finding) return change(deps, ({ head }) => ({ head: withDone(head, task) }));
  await DOING[task.kind](deps, task, finding);
}

const DOING: Readonly<Record<TaskKind, (deps: TellingFindingsDeps, task: Task, finding: Finding) => Promise<void>>> = {
  post: async (deps, task, finding) => {
    const message = finding.message ?? (await deps.watchNotifier.post(finding));
    const now = deps.clock.now();
    const next = (head: WatchHead) => {
      const done = withDone(head, task);
      return hasFile(finding.about) ? withTask(done, task.key, 'file', now) : done;
    };
    await change(deps, async ({ head }) => {
      const newest = (await deps.watch.finding(task.key)) ?? finding;
      return { head: next(head), findings: [{ ...newest, message }] };
    });
  },
  file: async (deps, task, finding) => {
    if (finding.message) await deps.watchNotifier.attachFile(finding, finding.message);
    await change(deps, ({ head }) => ({ head: withDone(head, task) }));
  },
  redraw: async (deps, task, finding) => {
    if (finding.message) await deps.watchNotifier.redraw(finding, finding.message);
    await change(deps, ({ head }) => ({ head: withDone(head, task) }));
  },
};

type Change = Parameters<WatchStore['write']>[1];

/** Writes what depends on the newest head; when somebody else was faster, it is made anew from what they left. */
async function change(
  { watch }: TellingFindingsDeps,
  make: (stored: StoredHead) => Change | Promise<Change>,
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const stored = await watch.head();
    if (await watch.write(stored.revision, await make(stored))) return;
  }
  throw new Error('What the account watch knows was written again and again by others');
}
