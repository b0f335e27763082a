import { addMilliseconds } from 'date-fns/addMilliseconds';
import { forgetRow, LeftOverRow, putRow, type RowDeps, UNFINISHED_PREFIX } from './left-over-rows.ts';
import type { LivingProcesses } from './living-processes.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { DeliveryNotes } from './ports/stores/delivery-notes.ts';

/** A delivery whose work began, or is about to. */
export interface Kept {
  /** Tells it from all others; null when it was not remembered. */
  readonly id: string | null;
  /** Resolves when it is remembered, or cannot be; never rejects. No work is begun before. */
  readonly written: Promise<void>;
  /** Its work is done, however it went: people were told. */
  readonly done: () => void;
}

/** A delivery that is not remembered. */
export const NOT_KEPT: Kept = { id: null, written: Promise.resolve(), done: () => {} };

/** A delivery whose process ended before its work was done. */
export interface LeftOver extends Omit<Kept, 'written'> {
  readonly id: string;
  readonly text: string;
  readonly receivedAt: Date;
  /** It is not done any more, and its person is told: Slack takes no answer to it, or two processes ended before it was done. */
  readonly isToBeTold: boolean;
}

/** Deliveries that were acknowledged and whose work is not done: Slack does not bring them again. */
export interface Unfinished {
  /** Remembers a delivery while it is being acknowledged, which does not wait for it. Never throws. */
  keep(text: string): Kept;
  /**
   * Takes over those whose process is gone, oldest first; each once, whoever asks. Looks through the store at first, and then
   * only when a process was found gone; may be asked every few seconds. Throws when the store cannot be looked through.
   */
  takeOver(): Promise<readonly LeftOver[]>;
  /** Whether everything is done that this process remembered or took over; resolves when what is done is forgotten. */
  isAllDone(): Promise<boolean>;
}

export interface UnfinishedDeps extends RowDeps {
  /** Where this process notes what it has under way. */
  readonly notes: DeliveryNotes;
  readonly clock: Clock;
  readonly newId: () => string;
  /** This process, and those that are gone. */
  readonly processes: Pick<LivingProcesses, 'id' | 'isKnown' | 'gone' | 'goneAmong' | 'forget'>;
  readonly log: Log;
}

/** More at once are a flood; those above it are not remembered, so that it costs neither memory nor time. */
const MOST_KEPT = 1_000;
/** Slack takes answers to a click for half an hour. Source: docs/slack.md, "Timing and delivery". */
const ANSWERED_WITHIN_MS = 25 * 60 * 1_000;
/**
 * One whose process ended this often is not begun again, because it may be the reason; but it may as well have waited behind
 * others, so its person is told, once.
 */
const MOST_TRIES = 2;

/** One that was found in the store, as it stands there. */
interface Found {
  readonly key: string;
  readonly text: string;
  readonly row: LeftOverRow;
}

/**
 * Notes deliveries until their work is done. Those of processes that are gone are brought together in the store, under
 * `unfinished:<id>`, sealed, and taken over there.
 */
export function unfinishedDeliveries(deps: UnfinishedDeps): Unfinished {
  const { notes, keyValues, seal, clock, newId, processes, log } = deps;
  let kept = 0;
  let taken = 0;
  const forgetting = new Set<Promise<void>>();
  let hasLooked = false;
  /** What others hold, whoever they are. */
  const findAll = async (): Promise<Found[]> => {
    const found: Found[] = [];
    for (const key of await keyValues.keys(UNFINISHED_PREFIX)) {
      const text = await keyValues.get(key);
      if (text === null) continue;
      const row = readable(log, () => LeftOverRow.parse(JSON.parse(text)));
      if (row && row.holder !== processes.id) found.push({ key, text, row });
    }
    return found;
  };
  const takeOne = async ({ key, text, row }: Found): Promise<LeftOver | null> => {
    const now = clock.now();
    const id = key.slice(UNFINISHED_PREFIX.length);
    if (row.tries > MOST_TRIES) {
      log.error({ id }, 'A delivery ended this process again and again; it is left alone');
      await keyValues.delete(key);
      return null;
    }
    const opened = readable(log, () => seal.open(row.sealed, id));
    if (opened === null) return null;
    const ours: LeftOverRow = { ...row, holder: processes.id, tries: row.tries + 1 };
    if (!(await keyValues.replace(key, text, JSON.stringify(ours)))) return null;
    taken += 1;
    return {
      ...{ id, receivedAt: row.receivedAt, text: opened },
      isToBeTold: row.tries >= MOST_TRIES || now >= addMilliseconds(row.receivedAt, ANSWERED_WITHIN_MS),
      done: () => {
        taken -= 1;
        const forgotten = forgetRow(keyValues, id, log).finally(() => forgetting.delete(forgotten));
        forgetting.add(forgotten);
      },
    };
  };
  /** Those that were taken are answered in any case: they are ours from then on. */
  const takeAll = async (found: readonly Found[]) => {
    const leftOvers: LeftOver[] = [];
    let isWhole = true;
    for (const each of found) {
      const taken = await takeOne(each).catch((error: unknown) => {
        log.warn({ error }, 'A delivery that was left over could not be taken over; it is tried again');
        isWhole = false;
        return null;
      });
      if (taken) leftOvers.push(taken);
    }
    return { leftOvers, isWhole };
  };
  return {
    keep: (text) => {
      // Others would take what is held by somebody of whom they know nothing.
      if (kept >= MOST_KEPT || !processes.isKnown()) return NOT_KEPT;
      kept += 1;
      const id = newId();
      const written = notes.add({ id, receivedAt: clock.now(), text });
      const done = () => {
        kept -= 1;
        notes.remove(id);
      };
      return { id, written, done };
    },
    takeOver: async () => {
      const gone = processes.gone();
      if (hasLooked && gone.length === 0) return [];
      await notes.handOver(
        (holders) => processes.goneAmong(holders),
        (delivery, holder) => putRow(deps, delivery, holder),
      );
      const found = await findAll();
      // After what they hold was read: whoever holds something has given a sign before.
      const ofGone = await processes.goneAmong([...new Set(found.map(({ row }) => row.holder))]);
      const { leftOvers, isWhole } = await takeAll(found.filter(({ row }) => ofGone.has(row.holder)));
      hasLooked = hasLooked || isWhole;
      if (isWhole && gone.length > 0)
        await processes.forget(gone).catch((error: unknown) => {
          log.warn({ error }, 'A process that is gone could not be forgotten; what it left is looked for again');
        });
      return leftOvers.toSorted((one, other) => one.receivedAt.getTime() - other.receivedAt.getTime());
    },
    isAllDone: async () => {
      await Promise.all(forgetting);
      return kept === 0 && taken === 0;
    },
  };
}

/** What `read` answers; null, and a line in the log, when that throws. */
function readable<Read>(log: Log, read: () => Read): Read | null {
  try {
    return read();
  } catch (error) {
    log.error({ error }, 'A delivery that was left over cannot be read');
    return null;
  }
}
