import { z } from 'zod';
import { reasonWhyEquivalent } from './equivalent.ts';

const Place = z.object({ line: z.int(), column: z.int() });
const Mutant = z.object({
  status: z.string(),
  mutatorName: z.string(),
  replacement: z.string().optional(),
  location: z.object({ start: Place, end: Place }),
});
const MutatedFile = z.object({ source: z.string(), mutants: z.array(Mutant) });

/** What Stryker writes, as far as we read it. Source: Stryker documentation, "mutation-testing-report-schema". */
export const Report = z.object({ files: z.record(z.string(), MutatedFile) });
export type Report = z.infer<typeof Report>;

/** A test failed, the tests could not even be set up, or they never ended: the change would not have gone through. */
const CAUGHT = ['Killed', 'RuntimeError', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

interface Missed {
  /** `<file>:<line> <before> -> <after>` on one line, each cut to 90 characters. */
  readonly text: string;
  readonly reason: string | null;
}

const onOneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 90);

function missedOf(file: string, { source, mutants }: z.infer<typeof MutatedFile>): Missed[] {
  const lines = source.split('\n');
  const at = ({ line, column }: z.infer<typeof Place>) => lines.slice(0, line - 1).join('\n').length + column;
  return mutants
    .filter(({ status }) => MISSED.includes(status))
    .map(({ location: { start, end }, replacement = '' }) => {
      const before = onOneLine(source.slice(at(start), at(end)));
      const after = onOneLine(replacement);
      const reason = reasonWhyEquivalent({ file, line: lines[start.line - 1] ?? '', before, after });
      return { text: `${file}:${start.line} ${before} -> ${after}`, reason };
    });
}

/** Every change that no test noticed, with the reason why it changes nothing, where there is one. */
export function surviving({ files }: Report): string {
  const missed = Object.entries(files).flatMap(([file, mutated]) => missedOf(file, mutated));
  return missed
    .map(({ text, reason }) => (reason === null ? text : `${text}\n    changes nothing: ${reason}`))
    .join('\n');
}

/** A Markdown table: per file how many changes were caught, survived and change nothing, and the share that was caught. */
export function table({ files }: Report): string {
  const counted = Object.entries(files)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, mutated]) => {
      const missed = missedOf(file, mutated);
      const equivalent = missed.filter(({ reason }) => reason !== null).length;
      const caught = mutated.mutants.filter(({ status }) => CAUGHT.includes(status)).length;
      return { file: `\`${file}\``, caught, survived: missed.length - equivalent, equivalent };
    })
    .filter(({ caught, survived, equivalent }) => caught + survived + equivalent > 0);
  const sum = (key: 'caught' | 'survived' | 'equivalent') => counted.reduce((total, each) => total + each[key], 0);
  const all = { file: '**all**', caught: sum('caught'), survived: sum('survived'), equivalent: sum('equivalent') };
  const rows = [...counted, all].map(({ file, caught, survived, equivalent }) => {
    const share = ((100 * caught) / Math.max(1, caught + survived)).toFixed(1);
    return `| ${file} | ${caught} | ${survived} | ${equivalent} | ${share} % |`;
  });
  return ['| file | caught | survived | change nothing | caught |', '|---|--:|--:|--:|--:|', ...rows].join('\n');
}
