import { z } from 'zod';
import { Instant } from '../values/ids.ts';

/** What has still to be done with the message of a finding. */
export const TaskKind = z.enum(['post', 'file', 'redraw']);
export type TaskKind = z.infer<typeof TaskKind>;

/** Something that is still to be done in Slack. While it is done, it is not due: `dueAt` is when its doer counts as dead. */
export const Task = z.object({
  key: z.string().min(1),
  kind: TaskKind,
  dueAt: Instant,
  /** How often it was begun. */
  tries: z.int().nonnegative(),
});
export type Task = z.infer<typeof Task>;

/** The small part of what the watch keeps, which says what is due. */
export const WatchHead = z.object({
  /** When the account was taken in; null before that. */
  startedAt: Instant.nullable(),
  /** Ids of the workspaces that were taken in. */
  workspaces: z.array(z.string()),
  /** Ids of those whose names were. */
  namesOf: z.array(z.string()),
  /** When the last look began. */
  lookedAt: Instant.nullable(),
  /** How many looks began, and which of them was the newest whose lists were compared. */
  looks: z.int().nonnegative().default(0),
  compared: z.int().nonnegative().default(0),
  /** When every list of orders was last read; before there was one, when the first look began. */
  readAt: Instant.nullable(),
  /** Rows of the lists of orders that could not be read, at the last look. */
  unreadable: z.int().nonnegative(),
  tasks: z.array(Task),
});
export type WatchHead = z.infer<typeof WatchHead>;

/** Before anything was looked at. */
export const NEW_HEAD: WatchHead = {
  startedAt: null,
  workspaces: [],
  namesOf: [],
  lookedAt: null,
  looks: 0,
  compared: 0,
  readAt: null,
  unreadable: 0,
  tasks: [],
};

const MINUTE_MS = 60_000;
/** Between two looks. Source: docs/vendor/notes.md, "Life of an order and status words" (poll every 15 to 30 minutes). */
export const LOOK_EVERY_MS = 15 * MINUTE_MS;
/** After so long without the lists people are told. */
const UNREAD_MS = 24 * 60 * MINUTE_MS;

/** Whether it is time for a look. A clock that was set back does not hold it up for longer than the time between two. */
export const isLookDue = ({ lookedAt }: WatchHead, now: Date): boolean =>
  lookedAt === null || Math.abs(now.getTime() - lookedAt.getTime()) >= LOOK_EVERY_MS;

/** Nothing is put off for longer. */
const LONGEST_WAIT_MS = 60 * MINUTE_MS;

/** What is due in Slack, the oldest first. What is due later than it can be was put off by a clock that was set back since. */
export const dueTasks = ({ tasks }: WatchHead, now: Date): readonly Task[] =>
  tasks.filter(({ dueAt }) => dueAt <= now || dueAt.getTime() - now.getTime() > LONGEST_WAIT_MS);

/** The head when a look begins: its number is `looks` from now on. */
export const withLook = (head: WatchHead, now: Date): WatchHead => ({
  ...head,
  lookedAt: now,
  readAt: head.readAt ?? now,
  looks: head.looks + 1,
});

/** Since when the account was not read, when that is a day; else null. */
export const unreadSince = ({ readAt }: WatchHead, now: Date): Date | null =>
  readAt !== null && now.getTime() - readAt.getTime() >= UNREAD_MS ? readAt : null;

/** For so long a doer is taken to be alive: Slack is asked with patience. */
const DOING_MS = 5 * MINUTE_MS;
const MOST_WAIT_MS = 15 * MINUTE_MS;

const sameTask = (one: Task, other: Task): boolean => one.key === other.key && one.kind === other.kind;

/** A task that is begun: nobody else does it for some minutes. */
export function withBegun(head: WatchHead, task: Task, now: Date): WatchHead {
  const begun = { ...task, dueAt: new Date(now.getTime() + DOING_MS), tries: task.tries + 1 };
  return { ...head, tasks: head.tasks.map((each) => (sameTask(each, task) ? begun : each)) };
}

/** A task that did not succeed is due again: after some seconds, then after longer; not before `leastMs`, but within an hour. */
export function withFailed(head: WatchHead, task: Task, now: Date, leastMs = 0): WatchHead {
  const growingMs = Math.min(MOST_WAIT_MS, 5_000 * 2 ** Math.min(task.tries, 20));
  const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(leastMs, growingMs));
  const again = { ...task, dueAt: new Date(now.getTime() + waitMs), tries: task.tries + 1 };
  return { ...head, tasks: head.tasks.map((each) => (sameTask(each, task) ? again : each)) };
}

/** A task that is done, and what comes next. */
export const withDone = (head: WatchHead, task: Task, next: readonly Task[] = []): WatchHead => ({
  ...head,
  tasks: [...head.tasks.filter((each) => !sameTask(each, task)), ...next],
});

/** A task that is due now. One of that kind that is there already begins anew. */
export function withTask(head: WatchHead, key: string, kind: TaskKind, now: Date): WatchHead {
  const task: Task = { key, kind, dueAt: now, tries: 0 };
  return { ...head, tasks: [...head.tasks.filter((each) => !sameTask(each, task)), task] };
}
