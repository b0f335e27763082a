import type { Lab } from './lab/lab.ts';
import type { Measure, Row } from './measure.ts';

/** What one measure came to: its lines, or why there are none. */
export interface Outcome {
  readonly measure: Measure;
  readonly rows: readonly Row[];
  readonly error: Error | null;
}

/** No measure may take longer: the whole run is bounded. */
const LIMIT_MS = 900_000;

/** It goes on beside whatever would be measured next. */
class TooLate extends Error {}

/**
 * Runs the measures one after the other. One that fails does not keep the others from running; its error is kept. After one that
 * takes too long nothing is measured any more.
 */
export async function runMeasures(
  measures: readonly Measure[],
  lab: Lab,
  onStart: (measure: Measure) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const measure of measures) {
    if (outcomes.some(({ error }) => error instanceof TooLate)) {
      outcomes.push({ measure, rows: [], error: new Error('Not measured: a measure before still goes on') });
      continue;
    }
    onStart(measure);
    outcomes.push(
      await Promise.race([measure.run(lab), tooLate()]).then(
        (rows) => ({ measure, rows, error: null }),
        (error: unknown) => ({ measure, rows: [], error: error instanceof Error ? error : new Error(String(error)) }),
      ),
    );
  }
  return outcomes;
}

function tooLate(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new TooLate(`It took longer than ${LIMIT_MS / 1_000} s`)), LIMIT_MS).unref();
  });
}
