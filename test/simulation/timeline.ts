/** What something was, and from which moment on. */
export class Timeline<Value> {
  readonly #changes: { readonly moment: number; readonly atMs: number; readonly value: Value }[] = [];

  is(value: Value, moment: number, atMs: number): void {
    this.#changes.push({ moment, atMs, value });
  }

  /** What it was right before a moment; undefined when it was nothing yet. */
  before(moment: number): Value | undefined {
    return this.#changes.findLast((each) => each.moment < moment)?.value;
  }

  /** Everything that it was at some moment between the two. */
  between(from: number, to: number): Value[] {
    const first = this.#changes.findLast(({ moment }) => moment <= from);
    const later = this.#changes.filter(({ moment }) => moment > from && moment < to);
    return [...(first ? [first] : []), ...later].map(({ value }) => value);
  }

  /** Everything that it was from a time on, and until a moment. */
  since(fromMs: number, to: number): Value[] {
    const first = this.#changes.findLast(({ atMs }) => atMs < fromMs);
    const later = this.#changes.filter(({ atMs, moment }) => atMs >= fromMs && moment < to);
    return [...(first ? [first] : []), ...later].map(({ value }) => value);
  }
}
