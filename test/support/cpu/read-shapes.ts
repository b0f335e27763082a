import { readSheet } from '../../../src/acts/custom_order/reading/read-sheet.ts';
import { FORM_COLUMNS, MAX_LINES } from '../../../src/acts/custom_order/reading/reading.ts';

interface Shape {
  readonly heading: string | null;
  readonly line: (index: number) => string;
}

/** Sheets as people have them, cheap and dear to read. */
const SHAPES: Readonly<Record<string, Shape>> = {
  'an export with dates and addresses': {
    heading: 'Domain,Bought,First,Last,Redirect',
    line: (index) => `"https://www.get${index}.com/",2025-01-05,Ada,"Park",acme.com/${index}`,
  },
  'a list of a registrar with prices and keys': {
    heading: 'Domain Name,TLD,Create Date,Expiration Date,Status,Locked,Estimated Value,Auth Code',
    line: (index) => `get${index}.com,com,1/5/2025,1/5/2027,Active,Yes,"$1,204",x9!Kd02mQ`,
  },
  'an export with quotes around every cell': {
    heading: '"Domain","First","Last","Redirect"',
    line: (index) => `"get${index}.com","Ada","van der Meer","https://acme.com/${index}"`,
  },
  'cells from a spreadsheet': { heading: null, line: (index) => `get${index}.com\tAda\tPark\tacme.io/${index}\t\t` },
  'web addresses with names and redirects': {
    heading: null,
    line: (index) => `https://www.GET${index}.com/, Lotte van der Meer, https://acme.com/${index}`,
  },
  'a list from Slack': {
    heading: null,
    line: (index) => `• <https://get${index}.com|get${index}.com>, Ada Park, <https://acme.com/${index}|acme.com>`,
  },
  'a list of markdown links': {
    heading: null,
    line: (index) => `${index}. [get${index}.com](https://get${index}.com), Ada Park`,
  },
  'curly quotes': { heading: null, line: (index) => `“get${index}.com”,“Ada Park”` },
  'nothing but mistakes': { heading: null, line: (index) => `get${index}.com, acme.io, Ada` },
};

function sheetOf({ heading, line }: Shape, count: number): string {
  const lines = Array.from({ length: count - (heading === null ? 0 : 1) }, (_, index) => line(index));
  return (heading === null ? lines : [heading, ...lines]).join('\n');
}

/** Milliseconds of CPU that one reading takes. Wall-clock time would count what else the machine does. */
function cpuMs(text: string): number {
  const before = process.cpuUsage();
  readSheet(text, FORM_COLUMNS);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The least of several runs: the first ones are compiled meanwhile, and others share their core. No more once it is little enough. */
function leastCpuMs(text: string, enoughMs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 200 && least >= enoughMs; run += 1) least = Math.min(least, cpuMs(text));
  return least;
}

/** What one shape of sheet takes, and how many of its lines were read or told as mistakes. */
function measured(shape: Shape, enoughMs: number) {
  const text = sheetOf(shape, MAX_LINES);
  const { rows, problems } = readSheet(text, FORM_COLUMNS);
  const lines = rows.length + problems.length + (shape.heading === null ? 0 : 1);
  return { lines, ms: leastCpuMs(text, enoughMs) };
}

/** A program of its own, bundled as the bot is: what it prints is read by the test. Its argument says how little is little enough. */
const enoughMs = Number(process.argv[2]);
const all = Object.entries(SHAPES).map(([name, shape]) => [name, measured(shape, enoughMs)] as const);
const [first] = Object.values(SHAPES);
const growth = first ? leastCpuMs(sheetOf(first, 2_000), 0) / leastCpuMs(sheetOf(first, 400), 0) : null;
process.stdout.write(JSON.stringify({ shapes: Object.fromEntries(all), growth }));
