import { setImmediate } from 'node:timers';

/** Work that takes longer waits for others most of the time, and does not keep more from starting. */
const CROWDS_FOR_MS = 500;
/**
 * What a slow round leaves of the room. One may be slow by itself, as when the heap is collected; half of the room would be
 * away for long then, and the processor would rest.
 */
const LEFT_WHEN_SLOW = 3 / 4;

/** What goes first, and work that waits for its turn. */
export interface WorkQueue {
  /**
   * Does `answer` in one of the next rounds of the event loop, in the order of calls and so many a round, so that no round
   * lasts long. `answer` must not throw.
   */
  first(answer: () => void): void;
  /**
   * Starts `work` as soon as there is room, after the answers of the round. Work that takes long gives its room to others
   * and goes on beside them. `work` must not throw.
   */
  run(work: () => Promise<void>): void;
  /** How many pieces of work wait. */
  waiting(): number;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
}

export interface TurnOptions {
  /** Answers in one round of the event loop. */
  readonly answersPerRound: number;
  /** Pieces of work side by side while answers are given, and while rounds are slow. */
  readonly leastAtOnce: number;
  /** Pieces of work side by side to begin with, and at most. */
  readonly firstAtOnce: number;
  readonly mostAtOnce: number;
  /** Pieces of work that are started in one round. */
  readonly startsPerRound: number;
  /** A round that takes longer is slow: whoever comes then waits as long. */
  readonly slowRoundMs: number;
  readonly monotonicMs: () => number;
}

/**
 * WorkQueue for answers and for pieces of work, each first come, first served. How much goes on side by side follows what the
 * event loop bears: work waits for others most of the time, so there is room for more of it until rounds become slow; then
 * there is a quarter less.
 */
export function createWorkQueue(options: TurnOptions): WorkQueue {
  const { answersPerRound, leastAtOnce, mostAtOnce, startsPerRound, slowRoundMs, monotonicMs } = options;
  let answers: (() => void)[] = [];
  const queue: (() => Promise<void>)[] = [];
  let underWay = 0;
  /** Those under way that take room. */
  let crowding = 0;
  /** Answers since work was last started. */
  let answered = 0;
  let onIdle: (() => void)[] = [];
  let isStarting = false;
  let atOnce = options.firstAtOnce;
  let askedMs = 0;
  const isNothingLeft = () => answers.length === 0 && queue.length === 0 && underWay === 0;
  const tellWhenIdle = () => {
    if (!isNothingLeft()) return;
    const waiting = onIdle;
    onIdle = [];
    for (const resolve of waiting) resolve();
  };
  const answerSome = () => {
    const round = answers.slice(0, answersPerRound);
    answers = answers.slice(answersPerRound);
    if (answers.length > 0) setImmediate(answerSome);
    answered += round.length;
    for (const answer of round) answer();
    tellWhenIdle();
  };
  const startSoon = () => {
    if (isStarting || queue.length === 0) return;
    isStarting = true;
    askedMs = monotonicMs();
    setImmediate(start);
  };
  const adapt = () => {
    const isSlow = monotonicMs() - askedMs > slowRoundMs;
    if (isSlow) atOnce = Math.max(leastAtOnce, Math.floor(atOnce * LEFT_WHEN_SLOW));
    else if (crowding >= atOnce - startsPerRound) atOnce = Math.min(mostAtOnce, atOnce + startsPerRound);
  };
  const start = () => {
    isStarting = false;
    adapt();
    const isBusy = answers.length > 0 || answered > 1;
    const room = Math.min(isBusy ? leastAtOnce : atOnce, crowding + startsPerRound);
    answered = 0;
    while (crowding < room) {
      const work = queue.shift();
      if (!work) return;
      begin(work);
    }
    // What is kept back for answers, or for the next round, is started without waiting for what is under way.
    if (isBusy || room < atOnce) startSoon();
  };
  const begin = (work: () => Promise<void>) => {
    underWay += 1;
    crowding += 1;
    let isCrowding = true;
    const makeRoom = () => {
      if (isCrowding) crowding -= 1;
      isCrowding = false;
      startSoon();
    };
    // It waits for somebody else, then: Slack or the vendor.
    const slow = setTimeout(makeRoom, CROWDS_FOR_MS);
    void work().finally(() => {
      clearTimeout(slow);
      makeRoom();
      underWay -= 1;
      tellWhenIdle();
    });
  };
  return {
    first: (answer) => {
      answers.push(answer);
      if (answers.length === 1) setImmediate(answerSome);
    },
    run: (work) => {
      queue.push(work);
      startSoon();
    },
    waiting: () => queue.length,
    idle: () => (isNothingLeft() ? Promise.resolve() : new Promise((resolve) => onIdle.push(resolve))),
  };
}
