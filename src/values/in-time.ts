/** Calls `work` once, so many milliseconds from now, unless what it answers is called before. */
type Later = (ms: number, work: () => Promise<void>) => () => void;

/** What comes within so many milliseconds; `otherwise` when it does not: what was begun goes on. Throws what comes in time. */
export function inTime<Answer, Otherwise>(
  after: Later,
  { ms, otherwise }: { readonly ms: number; readonly otherwise: Otherwise },
  answer: Promise<Answer>,
): Promise<Answer | Otherwise> {
  return new Promise((resolve, reject) => {
    const cancel = after(ms, async () => resolve(otherwise));
    answer.finally(cancel).then(resolve, reject);
  });
}
