import { addMilliseconds } from 'date-fns/addMilliseconds';
import type { HomePlace } from '../../orders/standing/lists.ts';
import type { UserId } from '../../values/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import { type ChangeMarks, changeMarks } from './change-marks.ts';
import { type DrawingsInTurn, drawingsInTurn } from './drawings-in-turn.ts';

/** Somebody's Home is drawn again for so long after they opened it. */
const WATCHED_MS = 60 * 60 * 1_000;
/** It is drawn again at most once in this time. */
const EVERY_MS = 10_000;
/** In the same time a process draws at most so many: Slack takes a hundred a minute. Source: docs/slack.md, "Web API methods, scopes, manifest". */
const MOST_AT_A_TIME = 10;

/** Changes since the store began are told apart by a text that is new with each of them. */
const CHANGE_KEY = 'home-change';
const openedKey = (by: UserId): string => `home-opened:${by}`;

/** A Home that this process drew. */
export interface WatchedHome {
  /** What it shows; null: where it begins. */
  readonly place: HomePlace | null;
  readonly openedAt: Date;
  readonly drawnAt: Date;
  /** The newest change when it was drawn. */
  readonly change: string | null;
  /** When a menu of it was last used; null: not since this process drew it. */
  readonly menusUsedAt: Date | null;
}

/** Whose Home has to be drawn again: those that show something old, the one that was drawn the longest ago first. */
export function homesToDraw(homes: ReadonlyMap<UserId, WatchedHome>, change: string | null, now: Date): UserId[] {
  const isRested = ({ drawnAt }: WatchedHome) => addMilliseconds(drawnAt, EVERY_MS) <= now;
  const room = MOST_AT_A_TIME - [...homes.values()].filter((home) => !isRested(home)).length;
  return [...homes]
    .filter(([, home]) => isWatched(home, now) && home.change !== change && isRested(home))
    .toSorted(([, left], [, right]) => left.drawnAt.getTime() - right.drawnAt.getTime())
    .slice(0, Math.max(0, room))
    .map(([by]) => by);
}

const isWatched = ({ openedAt }: WatchedHome, now: Date): boolean => addMilliseconds(openedAt, WATCHED_MS) > now;

/** A Home to draw. */
export interface HomeToDraw {
  readonly by: UserId;
  readonly place: HomePlace | null;
}

/**
 * Remembers who opened Home, and marks what has changed on it since. The process that answered the opening draws it again, from its own
 * memory: shared are one text for all changes, and one a person that says which process that is. What dies with a process is
 * drawn when Home is opened the next time.
 */
export interface HomeWatch extends ChangeMarks {
  /** Somebody opened Home, turned a page of it, or used a menu of it; it is drawn after this. */
  opened(by: UserId, place: HomePlace | null, isMenuUsed?: boolean): Promise<void>;
  /** When somebody last used a menu of their Home; null: not that this process knows. */
  menusUsedAt(by: UserId): Date | null;
  /** What somebody has before them; undefined when they did not open Home in the last hour, or elsewhere. */
  placeOf(by: UserId): HomePlace | null | undefined;
  /** Homes to draw now. Each counts as drawn with this. */
  takeDue(): Promise<HomeToDraw[]>;
  /** A Home that could not be drawn is due again later. */
  failed(by: UserId): void;
  /** Every drawing of a Home goes through this: the newest is seen last. */
  readonly inTurn: DrawingsInTurn;
}

export interface HomeWatchDeps {
  readonly keyValues: KeyValueStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
}

/** See `HomeWatch`. */
export function homeWatch({ keyValues, clock, newId, log }: HomeWatchDeps): HomeWatch {
  /** Tells this process from the others. */
  const self = newId();
  const homes = new Map<UserId, WatchedHome>();
  return {
    ...changeMarks(() => keyValues.set(CHANGE_KEY, newId(), null), log),
    inTurn: drawingsInTurn(),
    opened: async (by, place, isMenuUsed = false) => {
      const now = clock.now();
      await keyValues.set(openedKey(by), self, WATCHED_MS);
      const change = await keyValues.get(CHANGE_KEY);
      const menusUsedAt = isMenuUsed ? now : (homes.get(by)?.menusUsedAt ?? null);
      homes.set(by, { place, openedAt: now, drawnAt: now, change, menusUsedAt });
    },
    menusUsedAt: (by) => homes.get(by)?.menusUsedAt ?? null,
    placeOf: (by) => homes.get(by)?.place,
    takeDue: async () => {
      const now = clock.now();
      for (const [by, home] of homes) if (!isWatched(home, now)) homes.delete(by);
      if (homes.size === 0) return [];
      const change = await keyValues.get(CHANGE_KEY);
      const due = new Map<UserId, WatchedHome>();
      for (const by of homesToDraw(homes, change, now)) {
        const home = homes.get(by);
        const isOurs = (await keyValues.get(openedKey(by))) === self;
        // Whoever turned a page meanwhile has it drawn already.
        if (!home || homes.get(by) !== home) continue;
        // Whoever opened it elsewhere since is drawn there.
        if (isOurs) {
          const drawn = { ...home, drawnAt: now, change };
          homes.set(by, drawn);
          due.set(by, drawn);
        } else homes.delete(by);
      }
      // Nor has whoever turned it while others were looked at.
      return [...due].flatMap(([by, drawn]) => (homes.get(by) === drawn ? [{ by, place: drawn.place }] : []));
    },
    failed: (by) => {
      const home = homes.get(by);
      if (home) homes.set(by, { ...home, change: FAILED });
    },
  };
}

/** No change has this name. */
const FAILED = '';
