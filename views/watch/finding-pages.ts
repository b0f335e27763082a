import type { ModalView } from '@slack/types';
import {
  type About,
  type Finding,
  hasFile,
  MOST_ROWS_SHOWN,
  ordersIn,
  type SeenOrder,
} from '../../src/watch/finding.ts';
import { alert, context, paragraphs, plainSection, section } from '../blocks.ts';
import { textField } from '../form/inputs.ts';
import { findingMetadata } from '../form/metadata.ts';
import { FORM, VIEW } from '../ids.ts';
import { inPlain, localTime, plain } from '../words/text.ts';
import { amountOf, nameRows, sizeOf, wordsOf } from './finding-words.ts';

/** Title of the page with a reason, and of what it is answered with. */
export const EXPLAIN_TITLE = 'This was us';

/** Longest reason: with its quotation marks it stands whole in the message’s grey line. */
const MAX_REASON = 140;

/** Asks what it was; `reason` is what was typed before. */
export function explainView({ key, about }: Finding, reason = ''): ModalView {
  return {
    type: 'modal',
    callback_id: FORM.explain,
    private_metadata: findingMetadata(key),
    title: plain(EXPLAIN_TITLE, 24),
    submit: plain('Save', 24),
    close: plain('Cancel', 24),
    blocks: [
      plainSection(wordsOf(about).title),
      textField('reason', 0, {
        label: 'What was it?',
        hasFocus: true,
        value: reason,
        placeholder: 'Ordered in ScaledMail’s web app for the Globex pilot',
        hint: 'Kept with your name, and shown to everybody in the channel.',
        isMultiline: true,
        maxLength: MAX_REASON,
      }),
    ],
  };
}

/** Title of what *Look* shows. */
export const LOOK_TITLE = 'At ScaledMail';

/** What the vendor says of an order when somebody looks. */
export interface PageNow {
  readonly tag: string | null;
  readonly amountCents: number | null;
  readonly status: string;
  readonly createdAt: Date | null;
  readonly domainNames: readonly string[];
}

/**
 * *Look*: all that is known of what was found. `now` is the page of its one order as it is now: null when the vendor has none,
 * absent when it is about several or about names.
 */
export function lookView(finding: Finding, now?: PageNow | null): ModalView {
  const { about, foundAt } = finding;
  return {
    type: 'modal',
    callback_id: VIEW.notice,
    title: plain(LOOK_TITLE, 24),
    close: plain('Close', 24),
    blocks: [
      section(wordsOf(about).says),
      ...(now === null ? [alert('ScaledMail shows no such order now.')] : []),
      ...(now ? nowBlocks(now) : []),
      ...rowsOf(about),
      context(`Found ${localTime(foundAt)}.`),
    ],
  };
}

function nowBlocks({ tag, amountCents, status, createdAt, domainNames }: PageNow) {
  const names = domainNames.map((name) => inPlain(name, 253));
  const facts = [
    `${amountOf({ amountCents })} · ${inPlain(status)}`,
    ...(tag?.trim() ? [`Tag “${inPlain(tag)}”`] : []),
  ];
  const shown = paragraphs([names.join(', ')], { maxBlocks: 4, draw: plainSection });
  return [
    plainSection(facts.join('\n')),
    ...(createdAt === null ? [] : [context(`Made ${localTime(createdAt)}`)]),
    ...(names.length === 0 ? [] : shown.blocks),
  ];
}

function rowsOf(about: About) {
  const rows = [...nameRows(about), ...orderRows(about)];
  if (rows.length === 0) return [];
  const left = rows.length - MOST_ROWS_SHOWN;
  const where = hasFile(about) ? ', all in the file below the message' : '';
  const shown = [...rows.slice(0, MOST_ROWS_SHOWN), ...(left > 0 ? [`and ${left} more${where}`] : [])];
  return paragraphs(shown, { maxBlocks: 10, draw: plainSection }).blocks;
}

function orderRows(about: About): string[] {
  const orders = ordersIn(about);
  const [first] = orders;
  if (about.kind === 'stood_before' || about.kind === 'many') return orders.map(orderRow);
  return first ? [`${inPlain(first.workspace.name)} · ${inPlain(first.id)}`] : [];
}

/** `$49.00 / month · Active · 7 * Custom - Google · recAbc`. */
const orderRow = (order: SeenOrder): string =>
  [
    amountOf(order),
    inPlain(order.status),
    ...[order.description === '' ? sizeOf(order) : inPlain(order.description)].filter((words) => words !== ''),
    inPlain(order.id),
  ].join(' · ');
