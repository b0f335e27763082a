import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Folders that hold nothing of ours. */
const FOREIGN: ReadonlySet<string> = new Set(['node_modules', 'dist', 'coverage']);

/** Paths of all files below `folders` whose name ends in one of `endings`, relative to `root`, sorted. Hidden ones are left out. */
export function filesBelow(root: string, folders: readonly string[], endings: readonly string[]): string[] {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || FOREIGN.has(entry.name)) return [];
      if (entry.isDirectory()) return below(path);
      return endings.some((ending) => entry.name.endsWith(ending)) ? [relative(root, path)] : [];
    });
  return folders.flatMap((folder) => below(join(root, folder))).toSorted();
}

/** A comment as running text, its lines joined by spaces. */
export interface Comment {
  readonly text: string;
  /** The line of the file, counted from 1, that holds the character at `index` of the text. */
  readonly lineAt: (index: number) => number;
}

/** A block comment that begins its line, lines that are comments whole, or the rest of a line after code. */
const COMMENTS = /^[ \t]*(?:\{)?\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*(?:\n|$))+|(?<=\S[ \t])\/\/ .*$/gm;

/** What begins or ends a comment, or one of its lines. */
const MARKS = /^\s*(?:\{?\/\*\*?|\*\/|\*|\/\/)?\s?|\s*\*\/\}?\s*$/g;

/** The comments of a source file in TypeScript, JavaScript or CSS, in their order. */
export function commentsIn(source: string): Comment[] {
  return [...source.matchAll(COMMENTS)].map(({ 0: raw, index }) => {
    const firstLine = source.slice(0, index).split('\n').length;
    const lines = raw.trimEnd().split('\n');
    const texts = lines.map((line) => line.replaceAll(MARKS, '').trim());
    const starts = texts.map((_, line) => texts.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0));
    const lineAt = (at: number) => firstLine + starts.filter((start) => start <= at).length - 1;
    return { text: texts.join(' ').trimEnd(), lineAt };
  });
}

/** The comments of the file at `path`. */
export const commentsOf = (path: string): Comment[] => commentsIn(readFileSync(path, 'utf8'));
