import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import type { DraftSheet, LeftOut, OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { firstLine, secondDomainsIn } from '../../../src/acts/custom_order/form/said-columns.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import {
  cellsOf,
  delimiterOf,
  linesOfText,
  saysSomething,
} from '../../../src/acts/custom_order/reading/lines/lines.ts';
import { readSheet } from '../../../src/acts/custom_order/reading/read-sheet.ts';
import {
  ColumnUse,
  type ColumnUses,
  FORM_COLUMNS,
  type Meaning,
  type ReadRow,
  SHEET_COLUMNS,
  type UnclearColumn,
} from '../../../src/acts/custom_order/reading/reading.ts';
import { SECOND_USES } from '../../../src/acts/custom_order/reading/second-domains.ts';
import { alert, greyLine } from '../../blocks.ts';
import { ACTION, FORM } from '../../ids.ts';
import { fileName } from '../../words/input/file-trouble.ts';
import { counted, oneLine, plain, truncate } from '../../words/text.ts';
import { choice, type FormToDraw, inputBlock } from '../inputs.ts';
import { backRow, formPage, stepIndicator } from '../page.ts';
import { secretParts } from './notes/read-notes.ts';

const USE_WORDS: Readonly<Record<ColumnUse, string>> = {
  domain: 'Domain',
  name: 'First and last name',
  first: 'First name',
  last: 'Last name',
  redirect: 'Redirect',
  picture: 'Profile picture',
  none: 'Not used',
};

/** Most columns of a provider: with those of all three, a view has blocks for so many. Source: docs/slack.md, "Limits". */
const MOST_COLUMNS = 30;
/** Most code points of a cell, and of the name of a column. */
const MAX_CELL = 60;
const MAX_NAME = 100;

/** What is chosen by now on the page, by text. */
export type ChosenUses = Readonly<Partial<Record<EmailProvider | 'file', ColumnUses>>>;

/**
 * Asks about columns that nobody can tell apart: a choice for each, filled in with what is likely, and up to three of its
 * cells. Columns that look like passwords are in no text that is kept, so that none comes up here but by its name. A choice
 * draws the page again, with what the first row becomes by what is `chosen` now.
 */
export function columnsView({ draft, fill }: FormToDraw, chosen: ChosenUses | null = null): ModalView {
  const sheets = asked(draft).flatMap((sheet) => sheetBlocks(sheet, fill, chosen?.[sheet.of]));
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Domains'),
    ...(chosen === null ? sheets.map(withFocusAt(1)) : sheets),
    backRow(),
  ];
  return formPage(draft, { callbackId: FORM.columns, submit: 'Use this', blocks });
}

/** Typing begins in the first choice of the page. */
const withFocusAt =
  (place: number) =>
  (block: KnownBlock, index: number): KnownBlock =>
    index === place && block.type === 'input' && block.element.type === 'static_select'
      ? { ...block, element: { ...block.element, focus_on_load: true } }
      : block;

/** A text that may ask, whose it is, and what it is called. */
interface Asked {
  readonly of: EmailProvider | 'file';
  readonly name: string;
  readonly text: string;
  readonly wanted: ReadonlySet<Meaning>;
  /** `, 5 columns`: of a file, with those that are not kept. */
  readonly size: string;
  /** What was not even kept of it. */
  readonly leftOut: LeftOut | undefined;
}

/** The sheet that has no place yet, then the texts. */
const asked = ({ providers, domainText, sheet, leftOut }: OrderDraft): Asked[] => [
  ...(sheet ? [askedOf(sheet)] : []),
  ...providers.map((provider) => ({
    of: provider,
    name: PROVIDER_FACTS[provider].label,
    text: domainText[provider] ?? '',
    wanted: FORM_COLUMNS,
    size: '',
    leftOut: leftOut?.[provider],
  })),
];

function askedOf({ name, text, leftOut }: DraftSheet): Asked {
  const [heading = []] = cellsOf([firstLine(text)], delimiterOf(firstLine(text)));
  const columns = heading.length + leftOut.secrets.length;
  const size = `, ${counted(columns, 'column')}`;
  return { of: 'file', name: fileName(name), text, wanted: SHEET_COLUMNS, size, leftOut };
}

function sheetBlocks(asked: Asked, fill: number, chosen: ColumnUses = new Map()): KnownBlock[] {
  const { of, name, text, wanted, size, leftOut } = asked;
  const read = readSheet(text, wanted);
  const { question } = read;
  if (!question) return [];
  const seconds = secondDomainsIn(read);
  const now = question.map((column) => ({ ...column, guess: chosen.get(column.index) ?? column.guess }));
  if (seconds > 0) return secondBlocks({ of, name }, now, seconds, fill);
  const columns = now.slice(0, MOST_COLUMNS);
  const secrets = secretParts(leftOut);
  const rows = linesOfText(text).filter(saysSomething).length - 1;
  const need = columns.length === 1 ? 'needs' : 'need';
  return [
    alert(`${name}: ${counted(rows, 'row')}${size}. ${counted(columns.length, 'column')} ${need} your word.`),
    ...columns.map((column) => columnField(of, column, fill)),
    ...firstRow(text, columns, wanted),
    ...(secrets.length === 0 ? [] : [greyLine(...secrets)]),
  ];
}

/** Lines in which a second domain stands: one answer for all of them. */
function secondBlocks(
  { of, name }: Pick<Asked, 'of' | 'name'>,
  [column]: readonly UnclearColumn[],
  count: number,
  fill: number,
): KnownBlock[] {
  if (!column) return [];
  const have = count === 1 ? 'has' : 'have';
  return [
    alert(`${name}: ${counted(count, 'line')} ${have} a second domain.`),
    columnField(of, { ...column, name: 'The second domain is' }, fill, SECOND_USES),
  ];
}

function columnField(
  of: Asked['of'],
  { index, name, samples, guess }: UnclearColumn,
  fill: number,
  uses: readonly ColumnUse[] = ColumnUse.options,
): InputBlock {
  const options = uses.map((use) => choice(use, USE_WORDS[use]));
  const chosen = options.find(({ value }) => value === guess);
  const hint = samples.map((cell) => truncate(oneLine(cell), MAX_CELL)).join(' · ');
  const block = inputBlock(`column_${of}_${index}`, fill, {
    label: truncate(oneLine(name), MAX_NAME) || `Column ${index + 1}`,
    element: {
      type: 'static_select',
      action_id: ACTION.chooseColumn,
      placeholder: plain('What is it?', 150),
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
    ...(hint === '' ? {} : { hint }),
  });
  return { ...block, dispatch_action: true };
}

/** `Row 1 becomes: getnorthwind.com · Ada Park → northwind.com`, with what is chosen; nothing while that is not enough. */
function firstRow(text: string, columns: readonly UnclearColumn[], wanted: ReadonlySet<Meaning>): KnownBlock[] {
  const uses = columns.flatMap(({ index, guess }) => (guess === null ? [] : [[index, guess] as const]));
  const [row] = readSheet(text, wanted, new Map(uses)).rows;
  return row ? [greyLine({ words: truncate(`Row 1 becomes: ${rowText(row)}`, 150) })] : [];
}

function rowText({ domain, naming, redirect }: ReadRow): string {
  const sender = naming ? `${naming.firstName} ${naming.lastName}` : 'no sender';
  return `${domain} · ${sender}${redirect === null ? ', no redirect' : ` → ${redirect.replace(/^https:\/\//, '')}`}`;
}
