import type { Button, KnownBlock, ModalView } from '@slack/types';
import { namesNotBought } from '../../../src/acts/buy_domains/names-not-bought.ts';
import { EMAIL_PROVIDERS, type EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import type { Mistake, OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../src/acts/custom_order/form/draft-input.ts';
import {
  fixedLine,
  isFixable,
  isOf,
  isOfLine,
  MISTAKE_SORTS,
  type MistakeSort,
  roomForWrong,
  sortedProblems,
  sortOf,
  wrongLines,
} from '../../../src/acts/custom_order/form/mistakes.ts';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { domainsField } from '../../../src/acts/custom_order/rules/check-order.ts';
import { type Cents, formatCents } from '../../../src/values/money.ts';
import { actions, alert, button, plainSection, section } from '../../blocks.ts';
import { ACTION, FORM } from '../../ids.ts';
import { problemList } from '../../words/input/problem.ts';
import { counted, oneLine, truncate } from '../../words/text.ts';
import { type FormToDraw, textField } from '../inputs.ts';
import { formPage, stepIndicator } from '../page.ts';
import { putBackButtons } from './put-back.ts';

const TITLES: Readonly<Record<MistakeSort, string>> = {
  sub_domain: 'Sub-domain',
  web_address: 'Web address',
  email_address: 'Email address',
  twice: 'Twice in this order',
  used: 'Already used',
  elsewhere: 'In another workspace',
  not_bought: 'Not bought yet',
  not_free: 'Cannot be bought',
  no_domain: 'Not a domain',
  sender: 'Sender',
  redirect: 'Redirect',
  unread: 'Not clear',
};

/** What a press does about all of one sort, where that is known. */
const FIXES: Partial<Readonly<Record<MistakeSort, string>>> = {
  sub_domain: 'Use main domain',
  web_address: 'Use main domain',
  email_address: 'Use the domain',
  sender: 'Use the name alone',
};

/** Most rows of one sort, and most code points of one row. */
const MOST_ROWS = 10;
const MAX_ROW = 250;

/** What is drawn beside the lines. */
interface MistakesSetting {
  /** Where the file with them is. */
  readonly sentBack?: string | null;
  /** What the first year of names costs that nobody has bought yet, as far as that is known. */
  readonly prices?: ReadonlyMap<string, Cents>;
}

const NO_PRICES: NonNullable<MistakesSetting['prices']> = new Map();

/**
 * All lines that cannot be ordered yet, of all providers, spelling and ownership together: a box with these lines alone, then
 * what is wrong with them, sort by sort, and what is missing on other pages. Other lines are kept as they are.
 */
export function mistakesView(
  { draft, fill }: FormToDraw,
  problems: readonly Problem[],
  { sentBack = null, prices = NO_PRICES }: MistakesSetting = {},
): ModalView {
  const mistakes = draft.mistakes ?? [];
  const kept = linesIn(draft) - mistakes.length;
  const fixable = mistakes.filter((mistake) => fixedLine(draft, mistake) !== null).length;
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Domains'),
    alert(`${whichText(mistakes.length, linesIn(draft))} cannot be ordered yet.${keptText(kept)}`),
    actions(
      ...(fixable === 0 ? [] : [button(ACTION.fixLines, `Fix ${counted(fixable, 'line')}`)]),
      button(ACTION.leaveOutLines, mistakes.length === 1 ? 'Leave it out' : `Leave out all ${mistakes.length}`),
      ...putBackButtons(draft),
      button(ACTION.back, '‹ Back'),
    ),
    ...(sentBack === null ? [] : [plainSection(sentBack)]),
    ...boxes(draft, fill),
    ...MISTAKE_SORTS.flatMap((sort) => sortBlocks(draft, sort, { problems, prices })),
    ...elsewhereBlocks(problems),
  ];
  return formPage(draft, { callbackId: FORM.mistakes, submit: 'Check again', blocks });
}

/** `7 of 10 lines`; of a single one, `This line`. */
const whichText = (wrong: number, lines: number): string =>
  lines === 1 ? 'This line' : `${wrong} of ${counted(lines, 'line')}`;

const keptText = (kept: number): string =>
  kept <= 0 ? '' : kept === 1 ? ' The other one is kept.' : ` The other ${kept} are kept.`;

/** Lines of all providers; a line with several domains is one. */
const linesIn = (draft: OrderDraft): number =>
  draftInput(draft).lines.reduce((count, { domains, unread = [] }) => {
    const lines = new Set([...domains, ...unread].flatMap(({ line }) => line ?? []));
    return count + lines.size;
  }, 0);

function boxes(draft: OrderDraft, fill: number): KnownBlock[] {
  const wrong = EMAIL_PROVIDERS.map((provider) => ({ provider, lines: wrongLines(draft, provider) }));
  return wrong
    .filter(({ lines }) => lines.length > 0)
    .map(({ provider, lines }, index) =>
      textField(`wrong_${provider}`, fill, {
        label: `${PROVIDER_FACTS[provider].label}: correct ${theseText(lines.length, wrongOf(draft, provider))}`,
        hasFocus: index === 0,
        value: lines.join('\n'),
        hint: `Only these. Delete a line to leave it out.${lines.length < wrongOf(draft, provider) ? ' The others come when these are done.' : ''}`,
        isMultiline: true,
        isOptional: true,
        maxLength: roomForWrong(draft, provider),
      }),
    );
}

const wrongOf = ({ mistakes = [] }: OrderDraft, provider: EmailProvider): number =>
  mistakes.filter((mistake) => mistake.provider === provider).length;

/** `these 7 lines`; of more than a box holds, `the first 40 of 100 lines`. */
const theseText = (shown: number, all: number): string =>
  shown < all ? `the first ${shown} of ${all} lines` : shown === 1 ? 'this line' : `these ${shown} lines`;

/** What is wrong, and what is known beside it. */
interface Wrong {
  readonly problems: readonly Problem[];
  readonly prices: ReadonlyMap<string, Cents>;
}

function sortBlocks(draft: OrderDraft, sort: MistakeSort, { problems, prices }: Wrong): KnownBlock[] {
  const ofSort = sortedProblems(problems).filter((problem) => sortOf(problem) === sort);
  if (ofSort.length === 0) return [];
  // Both names of a sender may have one mistake, which is fixed at once.
  const all = [...new Set(ofSort.map((problem) => rowText(draft, problem, prices)))];
  const rows = all.slice(0, MOST_ROWS).map((row) => truncate(oneLine(row), MAX_ROW));
  const rest = all.length - rows.length;
  return [
    {
      ...section(`*${TITLES[sort]}* · ${counted(linesOf(ofSort), 'line')}`),
      accessory: sortButton(draft, sort, { problems: ofSort, prices }),
    },
    plainSection([...rows, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')),
    ...buyAndOrderButton(draft, sort, ofSort),
  ];
}

/** In how many lines problems are: one may have several. */
const linesOf = (problems: readonly Problem[]): number =>
  new Set(problems.map(({ field, line }) => `${field}:${line}`)).size;

/** Names that nobody has bought yet: bought in the same order as their mailboxes. A package has none that is bought. */
function buyAndOrderButton(draft: OrderDraft, sort: MistakeSort, problems: readonly Problem[]): KnownBlock[] {
  if (draft.package || namesMissing(draft, sort, problems).length === 0) return [];
  return [actions(button(ACTION.buyAndOrder, 'Buy and order in one go', { about: TITLES[sort] }))];
}

/** Names that can be bought; none for other sorts of mistakes, and where only certain domains can stand. */
const namesMissing = (draft: OrderDraft, sort: MistakeSort, problems: readonly Problem[]): string[] =>
  sort === 'not_bought' && !draft.holds ? namesNotBought(draft, problems) : [];

/** What is wrong or missing on other pages: it is asked for there when these lines are done. The login is no mistake yet. */
function elsewhereBlocks(problems: readonly Problem[]): KnownBlock[] {
  const elsewhere = problems.filter((problem) => !isOfLine(problem) && !problem.field.startsWith('hosting_'));
  if (elsewhere.length === 0) return [];
  return [section('*Elsewhere in this form*'), plainSection(problemList(elsewhere))];
}

/** What puts right all of one sort, where that is known; else what leaves them out. A form with fixed domains takes no others. */
function sortButton(draft: OrderDraft, sort: MistakeSort, { problems, prices }: Wrong): Button {
  const missing = namesMissing(draft, sort, problems);
  if (missing.length > 0)
    return button(ACTION.buyMissing, buyText(missing, linesOf(problems), prices), { about: TITLES[sort] });
  const mistakes = draft.mistakes?.filter((mistake) => problems.some(isOf(mistake))) ?? [];
  const isFixed = mistakes.length > 0 && mistakes.every((mistake) => isFixable(draft, mistake, sort));
  return isFixed
    ? button(ACTION.fixLines, FIXES[sort] ?? 'Fix', { value: sort, about: TITLES[sort] })
    : button(ACTION.leaveOutLines, 'Leave out', { value: sort, about: TITLES[sort] });
}

/** `Buy 2 for $31.00…`, `Buy 50 of 200…`: how many of its lines; without an amount while that of one of them is not known. */
function buyText(missing: readonly string[], lines: number, prices: Wrong['prices']): string {
  const known = missing.flatMap((name) => prices.get(name) ?? []);
  const total = known.reduce((sum, cents) => sum + cents, 0);
  const buy = `Buy ${missing.length}${missing.length < lines ? ` of ${lines}` : ''}`;
  return known.length < missing.length ? `${buy}…` : `${buy} for ${formatCents(total)}…`;
}

/**
 * `15: mail.acme-hq.com → acme-hq.com`, `4: acme-try.com · $15.50 the first year`; a sentence where nobody knows what is meant, or
 * what it costs.
 */
function rowText(draft: OrderDraft, problem: Problem, prices: Wrong['prices']): string {
  const provider = draft.providers.find((each) => domainsField(each) === problem.field);
  const where = draft.providers.length > 1 && provider ? `${PROVIDER_FACTS[provider].label} ` : '';
  const mistake = draft.mistakes?.find((each) => each.provider === provider && each.line === problem.line);
  const sort = sortOf(problem);
  const name = mistake?.name.trim().toLowerCase() ?? '';
  const cents = sort === 'not_bought' ? prices.get(name) : undefined;
  if (cents !== undefined) return `${where}${problem.line}: ${name} · ${formatCents(cents)} the first year`;
  // A picture is a mistake of its sender, too, and is told as it is.
  const isOfFix = FIXES[sort] !== undefined && !problem.code.startsWith('picture_');
  const isFixed = mistake && isOfFix && isFixable(draft, mistake, sort);
  return `${where}${problem.line}: ${isFixed ? fixText(mistake, sort) : problem.message}`;
}

/** `mail.acme.com → acme.com`; of a sender, `acme.com: Dr. Ada Park → Ada Park`. */
function fixText({ name, instead, sender }: Mistake, sort: MistakeSort): string {
  if (sort !== 'sender' || !sender) return `${name} → ${instead}`;
  const whole = (person: typeof sender.from) => `${person.firstName} ${person.lastName}`.trim();
  return `${name}: ${whole(sender.from)} → ${whole(sender.to)}`;
}
