import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** A heading of a Markdown document with everything below it, up to the next heading of the same rank or a higher one. */
export interface Section {
  /** As people read it, without backticks and stars; `heading` without its number, too. */
  readonly title: string;
  readonly heading: string;
  /** Name of its anchor, as GitHub makes it. */
  readonly anchor: string;
  readonly lines: readonly string[];
}

/** Lines outside of fenced code; those inside are empty, so that the numbers of lines stay. */
export function proseOf(markdown: string): string[] {
  let isCode = false;
  return markdown.split('\n').map((line) => {
    const isFence = /^\s*```/.test(line);
    if (isFence) isCode = !isCode;
    return isCode || isFence ? '' : line;
  });
}

const HEADING = /^(#{1,6}) +(.+?) *$/;

/** All sections of a Markdown document. */
export function sectionsOf(markdown: string): Section[] {
  const lines = proseOf(markdown);
  const headings = lines.flatMap((line, at) => {
    const [, marks = '', title = ''] = HEADING.exec(line) ?? [];
    return title === '' ? [] : [{ at, rank: marks.length, title: title.replaceAll(/[`*]/g, '') }];
  });
  return headings.map(({ at, rank, title }) => {
    const next = headings.find((other) => other.at > at && other.rank <= rank);
    return {
      title,
      heading: title.replace(/^\d+\. /, ''),
      anchor: anchorOf(title),
      lines: lines.slice(at + 1, next?.at),
    };
  });
}

const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');

/** Whether a section has a table row, or a step of a list, with this number. */
export function hasNumbered(section: Section, kind: 'row' | 'step', number: string): boolean {
  const start = kind === 'row' ? `| ${number} |` : `${number}. `;
  return section.lines.some((line) => line.trimStart().startsWith(start));
}

const Node = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]);

/** What can be cited in a YAML document: its keys at every depth, and the ids of its operations. */
export function namesInYaml(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    const node = Node.safeParse(value);
    if (!node.success) return;
    for (const [key, child] of Object.entries(node.data)) {
      names.add(key);
      if (key === 'operationId' && typeof child === 'string') names.add(child);
      walk(child);
    }
  };
  walk(parse(text));
  return names;
}

/** Links of a Markdown document that lead nowhere in the repository at `root`, each as it is written, with its line. */
export function brokenLinks(root: string, path: string): string[] {
  const lines = proseOf(readFileSync(join(root, path), 'utf8'));
  return lines.flatMap((line, index) =>
    [...line.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?|mailto):/.test(target) && !leadsSomewhere(root, path, target))
      .map((target) => `${path}:${index + 1}: ${target}`),
  );
}

function leadsSomewhere(root: string, from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const path = join(root, file === '' ? from : normalize(join(dirname(from), file)));
  if (!existsSync(path)) return false;
  if (anchor === undefined) return true;
  return statSync(path).isFile() && sectionsOf(readFileSync(path, 'utf8')).some((each) => each.anchor === anchor);
}
