import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comment } from './comments.ts';
import { hasNumbered, namesInYaml, type Section, sectionsOf } from './documents.ts';

/** What may be cited by name: standards, documentation of chosen parts, and issues of Slack's packages. */
const EXTERNAL = [
  String.raw`RFC \d+(?:, sections? \d[\d.]*\b(?: and \d[\d.]*\b)*)?`,
  'the HTML standard',
  String.raw`Unicode Standard Annex \d+`,
  'the Public Suffix List',
  String.raw`(?:Node\.js|Slack|Redis|SQLite|undici|csv-stringify|Stryker) documentation, "[^"]+"(?: and "[^"]+")*`,
  String.raw`slackapi/[\w-]+#\d+`,
].join('|');

/** A file, its headings, and the numbers of rows or steps below the last one. */
const FILE =
  String.raw`(?<path>(?:[\w-]+/)+[\w.-]+\.(?:md|ya?ml|tsx?|mjs))` +
  '(?<headings>(?:(?:, | and )"[^"]+")*)' +
  String.raw`(?<numbers>(?:, (?:rows?|steps?) \d+(?:(?:, | and )\d+)*)?)`;

/** One source; then a remark in brackets, and another source, or the end of the sentence or of the comment. */
const SOURCE = new RegExp(String.raw`(?:${FILE}|${EXTERNAL})(?: \([^)]*\))?(?<end>; |\.(?= |$)|$)`, 'y');
const FILES = new RegExp(FILE, 'g');
const CITED = new RegExp(`${FILE}|${EXTERNAL}`, 'g');

/** Words that name a document without saying where it is. */
const NOWHERE =
  /\b(?:vendor|platform) notes\b|\bnotes, section\b|\barchitecture(?: page)?, section\b|\bcreate-custom-order page\b|\bsections? \d|§ ?\d/gi;

interface Found {
  readonly at: number;
  readonly problem: string;
}

/**
 * Looks up what comments cite. Answers what is wrong with a comment, each as `line: what`; nothing when every citation in it
 * is a file and a heading in the repository at `root`, or on the list of what may be cited by name.
 */
export function citationsIn(root: string): (comment: Comment) => string[] {
  const lookUp = fileCheck(root);
  return ({ text, lineAt }) => {
    const sources = [...text.matchAll(/\bSources?(?: of [a-z ]+)?: /g)].flatMap(({ 0: word, index }) =>
      problemsOfSources(lookUp, text, index + word.length),
    );
    const found = [...sources, ...problemsOfMentions(lookUp, text), ...problemsOfWords(text)];
    const byLine = new Map(found.toReversed().map(({ at, problem }) => [lineAt(at), problem]));
    return [...byLine].toSorted(([left], [right]) => left - right).map(([line, problem]) => `${line}: ${problem}`);
  };
}

type Named = Readonly<Record<string, string | undefined>>;
type FileCheck = (named: Named) => string | null;

/** What is wrong with a cited file, heading or number; null when all of it is there. Each file is read once. */
function fileCheck(root: string): FileCheck {
  const documents = new Map<string, readonly Section[]>();
  const exported = new Map<string, ReadonlySet<string>>();
  return ({ path = '', headings = '', numbers = '' }) => {
    if (!existsSync(join(root, path))) return `there is no ${path}`;
    const text = () => readFileSync(join(root, path), 'utf8');
    const names = [...headings.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
    if (path.endsWith('.md')) {
      const sections = documents.get(path) ?? sectionsOf(text());
      documents.set(path, sections);
      return problemOfSections(path, sections, names, numbers);
    }
    const known = exported.get(path) ?? (/\.ya?ml$/.test(path) ? namesInYaml(text()) : exportsOf(text()));
    exported.set(path, known);
    const missing = names.find((name) => !known.has(name));
    if (missing !== undefined) return `${path} has no ${missing}`;
    return numbers === '' ? null : `${path} has no rows and steps to cite`;
  };
}

function problemOfSections(
  path: string,
  sections: readonly Section[],
  names: readonly string[],
  numbers: string,
): string | null {
  if (names.length === 0) return `no heading of ${path} is named`;
  const isCalled = (name: string | undefined) => (each: Section) => each.heading === name || each.title === name;
  const missing = names.find((name) => !sections.some(isCalled(name)));
  if (missing !== undefined) return `${path} has no heading "${missing}"`;
  const last = sections.find(isCalled(names.at(-1)));
  const kind = numbers.startsWith(', row') ? 'row' : 'step';
  const absent = [...numbers.matchAll(/\d+/g)].find(([number]) => !last || !hasNumbered(last, kind, number));
  return absent ? `"${names.at(-1)}" of ${path} has no ${kind} ${absent[0]}` : null;
}

/** Names that a source file exports. */
const exportsOf = (source: string): ReadonlySet<string> =>
  new Set([...source.matchAll(/^export (?:const|function|class|interface|type) (\w+)/gm)].map(([, name = '']) => name));

/** Reads the sources after `Source:` one by one, as far as they can be read. */
function problemsOfSources(lookUp: FileCheck, text: string, from: number): Found[] {
  SOURCE.lastIndex = from;
  const source = SOURCE.exec(text);
  if (!source) return [{ at: from, problem: `no source that is known: ${text.slice(from, from + 90)}` }];
  const { groups = {}, 0: read } = source;
  const problem = groups.path === undefined ? null : lookUp(groups);
  const found = problem === null ? [] : [{ at: from, problem }];
  return groups.end === '; ' ? [...found, ...problemsOfSources(lookUp, text, from + read.length)] : found;
}

/** Documents that are named elsewhere in the text: there a document may be named whole, without a heading. */
function problemsOfMentions(lookUp: FileCheck, text: string): Found[] {
  return [...text.matchAll(FILES)].flatMap(({ groups = {}, index }) => {
    const { path = '', headings = '' } = groups;
    if (headings === '' && !path.startsWith('docs/')) return [];
    const problem = lookUp(groups);
    return problem === null || problem.startsWith('no heading') ? [] : [{ at: index, problem }];
  });
}

/** What is left of a text without what is cited well: nothing in it should sound like a citation. */
function problemsOfWords(text: string): Found[] {
  const rest = text.replaceAll(CITED, (cited) => ' '.repeat(cited.length));
  return [...rest.matchAll(NOWHERE)].map(({ 0: words, index }) => ({ at: index, problem: `“${words}” is no file` }));
}
