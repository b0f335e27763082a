import type { Goal } from './goal.ts';
import type { Lab } from './lab/lab.ts';

/** One number of one side. */
export interface Figure {
  /** Who: `ours`, `bare Bolt`, or what a part of a count is called. */
  readonly side: string;
  readonly value: number;
  /** Unit as it is shown: `/s`, `ms`, `MB`, `calls`. Empty for a bare number. */
  readonly unit: string;
}

/** One line of the table: medians of all rounds, and what they are held against. */
export interface Row {
  readonly what: string;
  readonly figures: readonly Figure[];
  /** Ours divided by the other side, where there is one. */
  readonly ratio: number | null;
  /** Null for a line that only informs. */
  readonly goal: Goal | null;
  /** What has to be known to read the numbers. */
  readonly note?: string;
}

/** One comparison of the benchmark. */
export interface Measure {
  /** Names it on the command line: `npm run bench -- --only acks`. */
  readonly name: string;
  readonly title: string;
  /** Runs all rounds, the sides in turn. Rejects when a side answers wrongly: an error is never counted as an answer. */
  run(lab: Lab): Promise<readonly Row[]>;
}
