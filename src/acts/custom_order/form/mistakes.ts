import { z } from 'zod';
import { EMAIL_PROVIDERS, type EmailProvider, type NamesNaming } from '../custom-order.ts';
import type { Problem } from '../problem.ts';
import { linesOfText } from '../reading/lines/lines.ts';
import { domainsField } from '../rules/check-order.ts';
import { parseDomainName } from '../rules/domain-name.ts';
import type { CustomOrderInput, DomainInput } from '../rules/order-input.ts';
import { senderInstead } from '../rules/sender-instead.ts';
import { lengthOf, MAX_BOX, MOST_BOXES } from './boxes.ts';
import type { LeftLine, Mistake, OrderDraft } from './draft.ts';
import { withDomain, withSender } from './fixed-text.ts';
import { asksForWord } from './said-columns.ts';

/** Sorts of mistakes, those first that a press can put right. */
export const MISTAKE_SORTS = [
  'sub_domain',
  'web_address',
  'email_address',
  'twice',
  'used',
  'elsewhere',
  'not_bought',
  'not_free',
  'no_domain',
  'sender',
  'redirect',
  'unread',
] as const;
export const MistakeSort = z.enum(MISTAKE_SORTS);
export type MistakeSort = z.infer<typeof MistakeSort>;

/** Of which sort a problem of a line is, by its code. */
export function sortOf({ code }: Problem): MistakeSort {
  const known: Readonly<Record<string, MistakeSort>> = {
    domain_is_subdomain: 'sub_domain',
    domain_is_url: 'web_address',
    domain_is_email: 'email_address',
    domain_twice: 'twice',
    domain_in_open_order: 'used',
    domain_in_use: 'used',
    domain_in_other_workspace: 'elsewhere',
    domain_not_purchased: 'not_bought',
    domain_taken: 'not_free',
    domain_blacklisted: 'not_free',
    domain_price_unclear: 'not_free',
  };
  const sort = Object.hasOwn(known, code) ? known[code] : undefined;
  if (sort) return sort;
  if (code.startsWith('domain_')) return 'no_domain';
  if (/^(?:name|alias|picture)_/.test(code)) return 'sender';
  return code.startsWith('redirect_') ? 'redirect' : 'unread';
}

/** Problems of lines, sort by sort, and by their lines within one. */
export const sortedProblems = (problems: readonly Problem[]): Problem[] =>
  problems
    .filter(isOfLine)
    .toSorted(
      (left, right) =>
        MISTAKE_SORTS.indexOf(sortOf(left)) - MISTAKE_SORTS.indexOf(sortOf(right)) ||
        (left.line ?? 0) - (right.line ?? 0),
    );

/** Whether a problem is that nobody can tell without a word what stands in a text: there is a page that asks. */
export const isOfColumns = ({ code }: Problem): boolean => asksForWord(code);

/** Whether a problem is of one line of domains, and not of a whole field. */
export const isOfLine = ({ field, line }: Problem): boolean => field.startsWith('domains_') && line !== null;

/** The lines that have problems, each once, sort by sort. */
export function mistakesIn(input: CustomOrderInput, problems: readonly Problem[]): Mistake[] {
  const found = new Map<string, Mistake>();
  for (const problem of sortedProblems(problems)) {
    const ordered = input.lines.find(({ provider }) => domainsField(provider) === problem.field);
    if (!ordered || problem.line === null) continue;
    const key = `${ordered.provider}:${problem.line}`;
    const [domain, ...others] = ordered.domains.filter(({ line }) => line === problem.line);
    const name = domain?.name ?? '';
    const isOne = others.length === 0;
    const parsed = isOne ? parseDomainName(name) : null;
    const instead = parsed?.ok === false ? parsed.instead : null;
    const sender = isOne ? mistakenSender(domain) : null;
    if (found.has(key)) continue;
    found.set(key, { provider: ordered.provider, line: problem.line, name, instead, ...(sender ? { sender } : {}) });
  }
  return [...found.values()];
}

/** The sender in a line, and who is meant. Aliases stand elsewhere. */
function mistakenSender(domain: DomainInput | undefined): Mistake['sender'] | null {
  if (!domain || domain.namedAt || domain.naming?.form !== 'names') return null;
  const to = senderInstead(domain.naming);
  return to && { from: namesIn(domain.naming), to: namesIn(to) };
}

const namesIn = ({ firstName, lastName }: NamesNaming) => ({ firstName, lastName });

/** Whether a problem is of the line of a mistake. */
export const isOf =
  ({ provider, line }: Mistake) =>
  (problem: Problem): boolean =>
    domainsField(provider) === problem.field && problem.line === line;

type Texts = Pick<OrderDraft, 'domainText'>;

/** The text of a line with what is meant, domain, sender or both; null when nobody knows it, or where in the line it belongs. */
export function fixedLine(draft: Texts, mistake: Mistake): string | null {
  const { named, sent } = fixesOf(draft, mistake);
  return sent ?? named;
}

/** Whether a mistake of this sort is what is fixed in the line of one. */
export function isFixable(draft: Texts, mistake: Mistake, sort: MistakeSort): boolean {
  const { named, sent } = fixesOf(draft, mistake);
  return (sort === 'sender' ? sent : named) !== null;
}

/** A line with the domain that is meant, and that with the sender, too; null where it is not clear what or where. */
function fixesOf(draft: Texts, mistake: Mistake): { readonly named: string | null; readonly sent: string | null } {
  const { name, instead, sender } = mistake;
  const text = textOf(draft, mistake);
  const named = instead === null ? null : withDomain(text, name, instead);
  return { named, sent: sender ? withSender(named ?? text, sender) : null };
}

/** A line with a mistake as it stands in the form. */
const textOf = ({ domainText }: Texts, { provider, line }: Mistake): string =>
  linesOfText(domainText[provider] ?? '')[line - 1] ?? '';

/** The mistakes of a provider that the box has room for; the others come up again when these are corrected. */
function inBox(draft: OrderDraft, provider: EmailProvider): Mistake[] {
  let room = MAX_BOX + 1;
  return (draft.mistakes ?? []).filter((mistake) => {
    if (mistake.provider !== provider) return false;
    room -= lengthOf(textOf(draft, mistake)) + 1;
    return room >= 0;
  });
}

/** The lines with mistakes as they stand, for the box in which they are corrected. */
export const wrongLines = (draft: OrderDraft, provider: EmailProvider): string[] =>
  inBox(draft, provider).map((mistake) => textOf(draft, mistake));

/** How long these lines may become, so that they fit their places: all of the text fits the boxes of the page it comes from. */
export function roomForWrong(draft: OrderDraft, provider: EmailProvider): number {
  const length = lengthOf(wrongLines(draft, provider).join('\n'));
  const free = MOST_BOXES * MAX_BOX - lengthOf(draft.domainText[provider] ?? '');
  return Math.min(MAX_BOX, Math.max(1, length + Math.max(0, free)));
}

/** The form with what the box of a provider was made. */
export const withCorrected = (draft: OrderDraft, provider: EmailProvider, text: string): Texts =>
  withInstead(draft, inBox(draft, provider), provider, text);

/**
 * The form with other lines in the places of those with mistakes, so that all others keep their numbers. Fewer leave empty
 * ones behind, more come at the end.
 */
function withInstead(draft: Texts, mistakes: readonly Mistake[], provider: EmailProvider, text: string): Texts {
  const lines = linesOfText(draft.domainText[provider] ?? '');
  const corrected = linesOfText(text).filter((line) => line.trim() !== '');
  for (const { line } of mistakes) lines[line - 1] = corrected.shift() ?? '';
  const before = lines.length === 1 && lines[0] === '' ? [] : lines;
  return { domainText: { ...draft.domainText, [provider]: endingInText([...before, ...corrected]) } };
}

/** The form with every line corrected that can be, and the others as they are. */
export function withFixed(draft: OrderDraft): Texts {
  const fixed = (draft.mistakes ?? []).flatMap((mistake): LeftLine[] => {
    const text = fixedLine(draft, mistake);
    return text === null ? [] : [{ provider: mistake.provider, line: mistake.line, text }];
  });
  return { domainText: withLines(draft.domainText, fixed) };
}

/** The form without the lines that have mistakes, which can be put back. */
export function withoutMistakes(draft: OrderDraft): Pick<OrderDraft, 'domainText' | 'leftLines'> {
  const left = (draft.mistakes ?? []).map((mistake): LeftLine => {
    const { provider, line } = mistake;
    return { provider, line, text: textOf(draft, mistake) };
  });
  const empty = left.map((each) => ({ ...each, text: '' }));
  return { domainText: withLines(draft.domainText, empty), leftLines: [...(draft.leftLines ?? []), ...left] };
}

/** The form with the lines that were left out where they stood; at the end, where another line stands there now. */
export function withPutBack({ leftLines = [], ...draft }: OrderDraft): OrderDraft {
  const before = new Map(EMAIL_PROVIDERS.map((provider) => [provider, linesOfText(draft.domainText[provider] ?? '')]));
  const isFree = ({ provider, line }: LeftLine) => (before.get(provider)?.[line - 1] ?? '').trim() === '';
  const domainText = { ...withLines(draft.domainText, leftLines.filter(isFree)) };
  for (const left of leftLines) {
    if (!isFree(left)) domainText[left.provider] = `${(domainText[left.provider] ?? '').trimEnd()}\n${left.text}`;
  }
  return { ...draft, domainText };
}

/** The texts with other lines in some places. */
function withLines(texts: Texts['domainText'], changed: readonly LeftLine[]): Texts['domainText'] {
  const after = { ...texts };
  for (const provider of EMAIL_PROVIDERS) {
    const own = changed.filter((each) => each.provider === provider);
    if (own.length === 0) continue;
    const lines = linesOfText(texts[provider] ?? '');
    const longest = own.reduce((most, { line }) => Math.max(most, line), lines.length);
    while (lines.length < longest) lines.push('');
    for (const { line, text } of own) lines[line - 1] = text;
    after[provider] = endingInText(lines);
  }
  return after;
}

/** Lines without the empty ones at their end: a box scrolls to its end, and would look as if all were lost. */
const endingInText = (lines: readonly string[]): string =>
  lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1).join('\n');
