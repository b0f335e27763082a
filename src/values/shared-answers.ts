/** What of the answers is kept, and for whom. */
export interface Sharing<Value> {
  /** Which answers are kept; all of them unless told otherwise. One that is not serves those who asked while it was under way. */
  readonly keeps?: (answer: Value) => boolean;
  /** Whether a question that is under way serves others who ask the same; yes, unless told otherwise. */
  readonly isSharedUnderWay?: boolean;
  /** What the age of an answer is told by; not needed for answers that never change. */
  readonly clock?: { now(): Date };
  /** So many answers are kept; above that all are forgotten. */
  readonly most?: number;
}

/**
 * Asks, or gives the answer that somebody else got to the same question, when that was asked at most `maxAgeMs` ago by a
 * clock that was not set back since; at any time, when no age is given.
 */
export type SharedAnswers<Value> = (key: string, ask: () => Promise<Value>, maxAgeMs?: number) => Promise<Value>;

const NO_TIME = { now: () => new Date(0) };
/** A thousand orders a week come to far fewer answers at a time. */
const MOST = 5_000;

/** One question for each key, however many ask. Its age counts from when it was asked. A failure reaches all who wait, and is not kept. */
export function sharedAnswers<Value>({
  keeps = () => true,
  isSharedUnderWay = true,
  clock = NO_TIME,
  most = MOST,
}: Sharing<Value> = {}): SharedAnswers<Value> {
  interface Asked {
    readonly atMs: number;
    readonly answer: Promise<Value>;
    isUnderWay: boolean;
  }
  const known = new Map<string, Asked>();
  return (key, ask, maxAgeMs = Number.POSITIVE_INFINITY) => {
    const nowMs = clock.now().getTime();
    const before = known.get(key);
    const isRecent = before && before.atMs >= nowMs - maxAgeMs && before.atMs <= nowMs;
    if (isRecent && (isSharedUnderWay || !before.isUnderWay)) return before.answer;
    const asked: Asked = { atMs: nowMs, answer: ask(), isUnderWay: true };
    if (known.size >= most) known.clear();
    known.set(key, asked);
    const forget = () => {
      if (known.get(key) === asked) known.delete(key);
    };
    asked.answer.then((answer) => {
      asked.isUnderWay = false;
      if (!keeps(answer)) forget();
    }, forget);
    return asked.answer;
  };
}
