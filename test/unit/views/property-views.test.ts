import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { draftInput } from '../../../src/acts/custom_order/form/draft-input.ts';
import { checkOrder } from '../../../src/acts/custom_order/rules/check-order.ts';
import { domainListCsv } from '../../../views/acts/custom_order/domain-list-csv.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { historyLine } from '../../../views/messages/history/history-note.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { orderStatusMessage } from '../../../views/messages/one-order/order-status.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { fieldErrors } from '../../../views/words/input/problem.ts';
import { amir, aPolicy } from '../../support/builders.ts';
import { property } from '../../support/property/check.ts';
import { life } from '../../support/property/lives.ts';
import { slipped } from '../../support/property/mutations.ts';
import { validOrder } from '../../support/property/orders.ts';
import { answersOf, formPagesOf, hostileDraft, hostileParts } from '../../support/property/surfaces.ts';
import { hostileText } from '../../support/property/texts.ts';
import { aReviewedDraft, ordersInEveryState, purchaseOf } from '../../support/views/orders.ts';
import { type Surface, setting, surfacesOf } from '../../support/views/surfaces.ts';
import { foreignControls, mrkdwnTexts, slackProblems } from '../../support/views/text.ts';

/** What is wrong with a surface: beyond a limit of Slack's, or a mention or link that is not ours. */
function faultsOf(surfaces: readonly (readonly [name: string, surface: Surface])[]): unknown[] {
  return surfaces
    .map(([name, surface]) => ({ name, problems: slackProblems(surface), controls: foreignControls(surface) }))
    .filter(({ problems, controls }) => problems.length > 0 || controls.length > 0);
}

const hostileOrder = fc
  .tuple(hostileParts, fc.nat())
  .map(([parts, pick]) => ({ orders: ordersInEveryState(parts), parts, pick }))
  .map(({ orders, parts, pick }) => ({ order: orders[pick % orders.length] ?? orders[0], words: parts.words ?? '' }));

describe('whatever people and the vendor wrote, Slack takes it and nobody else is mentioned', () => {
  property(
    'on every surface that shows an order, of up to 200 domains with 25 aliases each, in each state',
    hostileOrder,
    ({ order, words }) => {
      if (order) expect(faultsOf(surfacesOf(order, words))).toEqual([]);
    },
    { runs: 40 },
  );

  property(
    'in every answer to a click or a command',
    hostileOrder,
    ({ order, words }) => {
      if (order) expect(faultsOf(answersOf(order, words))).toEqual([]);
    },
    { runs: 40 },
  );

  property(
    'on every page of the form, with all that the rules find wrong',
    hostileDraft,
    (draft) => {
      const checked = checkOrder(draftInput(draft), new Map());
      expect(faultsOf(formPagesOf(draft, checked.ok ? [] : checked.problems))).toEqual([]);
    },
    { runs: 40 },
  );

  property(
    'on the review',
    hostileParts,
    (parts) => {
      expect(faultsOf(formPagesOf(aReviewedDraft(parts), []))).toEqual([]);
    },
    { runs: 40 },
  );
});

/** Who decides in a generated life. */
const lifeSetting = { ...setting, policy: aPolicy() };

/** Those who take part in a generated life. */
const OURS =
  /^<(?:@U0(?:RITA|AMIR|BEA)|!subteam\^S0APPROVERS|#C0?APPROVALS|!date\^\d+\^[^<>]*|https:\/\/(?:acme\.slack|app\.scaledmail)\.com\/[^<>]*)>$/;

property(
  'an order is drawn with its whole history after any life',
  life,
  ({ order, history }) => {
    const surfaces = [
      orderCard(order, lifeSetting),
      requesterMessage(order, lifeSetting),
      orderDetailsModal({ order, history, reader: { by: amir, mayDecide: true } }, { policy: lifeSetting.policy }),
      orderStatusMessage(order, history, { policy: lifeSetting.policy, cardLink: null }),
    ];
    expect(surfaces.flatMap(slackProblems)).toEqual([]);
    const tokens = mrkdwnTexts(surfaces).flatMap((text) => text.match(/<[^>]*>?/g) ?? []);
    expect(tokens.filter((token) => !OURS.test(token))).toEqual([]);
    for (const { event, at } of history) expect(historyLine(event, at, 'spend').text).not.toMatch(/undefined|\[object/);
  },
  { runs: 80 },
);

property(
  'all that is wrong with an order fits into the errors of its fields',
  slipped(validOrder, 4),
  (order) => {
    const checked = checkOrder(order, new Map());
    const problems = checked.ok ? [] : checked.problems;
    const errors = fieldErrors(problems, (field) => `${field}.1`);
    expect(new Set(Object.keys(errors))).toEqual(new Set(problems.map(({ field }) => `${field}.1`)));
    for (const text of Object.values(errors)) {
      expect(text).not.toBe('');
      expect(text.length).toBeLessThanOrEqual(3_000);
    }
  },
  { runs: 150 },
);

/** Cells of a CSV, read without a library: quoted ones may hold quotes, commas and line ends. */
const cellsOf = (csv: string): string[] =>
  (csv.match(/"(?:[^"]|"")*"|[^",\n]+/g) ?? []).map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"'));

property(
  'no cell of the CSV starts a formula',
  fc.tuple(hostileParts, hostileText(60)),
  ([parts, label]) => {
    const cells = cellsOf(domainListCsv(purchaseOf({ ...parts, label })));
    return cells.every((cell) => !/^[=+@\t\r-]/.test(cell));
  },
  { runs: 40 },
);
