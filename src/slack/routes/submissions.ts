import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { domainsView } from '../../../views/form/domains-view.ts';
import { hostingView } from '../../../views/form/hosting-view.ts';
import { loadingView } from '../../../views/form/loading-view.ts';
import { OrderMetadata } from '../../../views/form/metadata.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { pricingView } from '../../../views/form/pricing-view.ts';
import { sentView } from '../../../views/form/sent-view.ts';
import { SETTLE_ABSENT_TITLE, WHAT_NEXT } from '../../../views/form/settle-absent-view.ts';
import { SETTLE_FOUND_TITLE, settleFoundView } from '../../../views/form/settle-found-view.ts';
import { type FormField, fieldBlockId, VIEW } from '../../../views/ids.ts';
import { fieldErrors } from '../../../views/words/problem.ts';
import { aboveLimitMessage, refusalMessage, takenMessage } from '../../../views/words/refusal.ts';
import { declaredText, namedText, notOursText } from '../../../views/words/settling.ts';
import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import type { OrderField, Problem } from '../../acts/custom_order/problem.ts';
import { hostingProblems, loginProblems } from '../../acts/custom_order/rules/accounts.ts';
import { domainsField } from '../../acts/custom_order/rules/check-order.ts';
import type { Verdict } from '../../service/deciding/approve-order.ts';
import type { NotOurs } from '../../service/deciding/settle-outcome.ts';
import type { Sent } from '../../service/requesting/send-draft.ts';
import { Reference, type UserId } from '../../values/ids.ts';
import { formValues } from '../receive/form-values.ts';
import type { SubmissionPayload } from '../receive/payloads.ts';
import { draftOf, FORGOTTEN, priceInto, turnPage } from './order-form.ts';
import { answerInModal, answeringFor, type RouteContext, showModal } from './route-context.ts';

/** What a submission is answered with at once, and what is done after that. */
export interface Submitted {
  readonly ack:
    | { response_action: 'errors'; errors: Record<string, string> }
    | { response_action: 'update'; view: ModalView };
  readonly afterwards?: () => Promise<void>;
}
export type SubmissionRoute = (context: RouteContext, payload: SubmissionPayload, userId: UserId) => Promise<Submitted>;

const update = (view: ModalView, afterwards?: () => Promise<void>): Submitted => ({
  ack: { response_action: 'update', view },
  ...(afterwards ? { afterwards } : {}),
});

/** Errors at the fields of this page. What belongs to a field of another page is told at `elsewhere`, a field of this one. */
function errors(
  draft: OrderDraft,
  problems: readonly Problem[],
  fields: readonly OrderField[],
  elsewhere: OrderField,
): Submitted {
  const blockIdOf = (field: OrderField) => fieldBlockId(fields.includes(field) ? field : elsewhere, draft.fill);
  return { ack: { response_action: 'errors', errors: fieldErrors(problems, blockIdOf) } };
}

const forgotten = update(noticeView('New order', FORGOTTEN));

const WHAT_FIELDS: readonly OrderField[] = ['label', 'workspace', 'source', 'providers'];

const what: SubmissionRoute = async (context, { view }, userId) => {
  const draft = await draftOf(context, view, userId);
  if (!draft) return forgotten;
  const checked = await context.useCases.checkDraft(draft, { withHosting: false });
  const problems = checked.ok
    ? []
    : checked.problems.filter(({ field, code }) => WHAT_FIELDS.includes(field) && code !== 'too_many_domains_in_all');
  const fields = WHAT_FIELDS.filter((field) => field !== 'workspace' || draft.workspaces.length > 1);
  if (problems.length > 0) {
    await context.useCases.drafts.save(draft);
    return errors(draft, problems, fields, 'label');
  }
  return update(domainsView(await turnPage(context, draft)));
};

const domains: SubmissionRoute = async (context, { view }, userId) => {
  const draft = await draftOf(context, view, userId);
  if (!draft) return forgotten;
  const checked = await context.useCases.checkDraft(draft, { withHosting: false });
  if (!checked.ok && checked.problems.length > 0) {
    await context.useCases.drafts.save(draft);
    const fields = draft.providers.map(domainsField);
    return errors(draft, checked.problems, [...fields, 'default_name'], fields[0] ?? 'default_name');
  }
  const turned = await turnPage(context, draft);
  if (turned.source === 'other') return update(hostingView(turned));
  return update(pricingView(turned), () => priceInto(context, view.id, turned));
};

const HOSTING_FIELDS: readonly OrderField[] = [
  'hosting_provider',
  'hosting_username',
  'hosting_password',
  'hosting_link',
];

/** The login is sealed before anything else is done with it; left empty, the one sealed before is kept. */
const hosting: SubmissionRoute = async (context, { view }, userId) => {
  const draft = await draftOf(context, view, userId);
  if (!draft?.hosting) return forgotten;
  const values = formValues(view.state?.values ?? {});
  const login = { username: values.text('hosting_username') ?? '', password: values.text('hosting_password') ?? '' };
  const isKept = draft.hosting.loginId !== null && login.username === '' && login.password === '';
  const provisional = { provider: draft.hosting.provider, loginId: 'typed' };
  const problems = [...hostingProblems('other', provisional), ...(isKept ? [] : loginProblems('hosting', login))];
  if (problems.length > 0) return errors(draft, problems, HOSTING_FIELDS, 'hosting_provider');
  const loginId = isKept ? draft.hosting.loginId : await context.useCases.vault.seal(login);
  const turned = await turnPage(context, { ...draft, hosting: { ...draft.hosting, loginId } });
  return update(pricingView(turned), () => priceInto(context, view.id, turned));
};

const review: SubmissionRoute = async (context, { view }, userId) => {
  const draft = await draftOf(context, view, userId);
  if (!draft) return forgotten;
  const title = 'New order';
  return update(loadingView(title), () =>
    answeringFor(context, answerInModal(context, view.id, title), async () => {
      const sent = await context.useCases.sendDraft(draft, userId);
      if (sent.ok) return showModal(context, view.id, sentView(sent.order.facts.reference, sent.order.facts.channelId));
      await showModal(context, view.id, noticeView(title, notSentText(sent), { back: true, draftId: draft.id }));
    }),
  );
};

function notSentText(sent: Extract<Sent, { ok: false }>): string {
  switch (sent.refusal) {
    case 'domains_taken':
      return takenMessage(sent.taken);
    case 'above_limit':
      return aboveLimitMessage(sent);
    default:
      return refusalMessage(sent.refusal, null);
  }
}

/** A decision with a reason: the modal says that it is under way, then what came of it. */
function decision(
  title: string,
  done: string,
  decide: (context: RouteContext, click: { reference: Reference; by: UserId; reason: string }) => Promise<Verdict>,
): SubmissionRoute {
  return async (context, { view }, by) => {
    const { reference } = OrderMetadata.parse(JSON.parse(view.private_metadata));
    const field: FormField = 'reason';
    const reason = (formValues(view.state?.values ?? {}).text(field) ?? '').trim();
    return update(loadingView(title), () =>
      answeringFor(context, answerInModal(context, view.id, title), async () => {
        const verdict = await decide(context, { reference: Reference.parse(reference), by, reason });
        const sentence = verdict.ok ? done : refusalMessage(verdict.refusal, verdict.order);
        await showModal(context, view.id, noticeView(title, sentence));
      }),
    );
  };
}

/** What may stand in the address of a vendor order: nothing that could lead elsewhere. */
const VENDOR_ORDER_ID = /^[A-Za-z0-9_-]{1,60}$/;

/** An error at a field whose block id, with its fill count, is taken from what was sent. */
function fieldErrorsAt(view: SubmissionPayload['view'], field: FormField, sentence: string): Record<string, string> {
  const blockIds = Object.keys(view.state?.values ?? {});
  return { [blockIds.find((id) => id.startsWith(`${field}.`)) ?? fieldBlockId(field, 0)]: sentence };
}

/** What was typed is checked at the vendor, which may take a while; the form comes back with it when it was the wrong one. */
const isThere: SubmissionRoute = async (context, { view }, by) => {
  const { reference } = OrderMetadata.parse(JSON.parse(view.private_metadata));
  const typed = (formValues(view.state?.values ?? {}).text('vendor_order_id') ?? '').trim();
  if (!VENDOR_ORDER_ID.test(typed)) {
    const sentence = 'An order id of ScaledMail’s is one word of letters and digits, such as recAbc123.';
    return { ack: { response_action: 'errors', errors: fieldErrorsAt(view, 'vendor_order_id', sentence) } };
  }
  return update(loadingView(SETTLE_FOUND_TITLE), () =>
    answeringFor(context, answerInModal(context, view.id, SETTLE_FOUND_TITLE), async () => {
      const verdict = await context.useCases.settleAsFound({ reference, by, vendorOrderId: typed });
      await showModal(context, view.id, await drawNamed(context, { reference, by, typed }, verdict));
    }),
  );
};

async function drawNamed(
  context: RouteContext,
  { reference, by, typed }: { reference: Reference; by: UserId; typed: string },
  verdict: Verdict | NotOurs,
): Promise<ModalView> {
  if (verdict.ok) return noticeView(SETTLE_FOUND_TITLE, namedText(verdict.order, typed));
  if (verdict.refusal !== 'no_such_vendor_order' && verdict.refusal !== 'other_order') {
    return noticeView(SETTLE_FOUND_TITLE, refusalMessage(verdict.refusal, verdict.order));
  }
  const found = await context.useCases.maySettleAsFound({ reference, by });
  if (!found.ok) return noticeView(SETTLE_FOUND_TITLE, refusalMessage(found.refusal, found.order));
  return settleFoundView(found.order, { typed, problem: notOursText(verdict, typed), fill: 1 });
}

const isNotThere: SubmissionRoute = async (context, { view }, by) => {
  const { reference, fingerprint } = OrderMetadata.parse(JSON.parse(view.private_metadata));
  const values = formValues(view.state?.values ?? {});
  const hasLooked = values.chosen('has_looked')?.includes('yes') ?? false;
  const next = z.enum([WHAT_NEXT.sendAgain, WHAT_NEXT.giveUp]).safeParse(values.chosen('what_next')?.[0]);
  const missing: [FormField, string][] = [
    ...(hasLooked ? [] : [['has_looked', 'Please look first, and say so.'] satisfies [FormField, string]]),
    ...(next.success ? [] : [['what_next', 'Please choose.'] satisfies [FormField, string]]),
  ];
  if (!next.success || missing.length > 0) {
    const errors = Object.fromEntries(missing.map(([field, sentence]) => [fieldBlockId(field, 0), sentence]));
    return { ack: { response_action: 'errors', errors } };
  }
  const isSentAgain = next.data === WHAT_NEXT.sendAgain;
  return update(loadingView(SETTLE_ABSENT_TITLE), () =>
    answeringFor(context, answerInModal(context, view.id, SETTLE_ABSENT_TITLE), async () => {
      const verdict = await context.useCases.settleAsAbsent({ reference, fingerprint, by, isSentAgain });
      const sentence = verdict.ok
        ? declaredText(verdict.order, fingerprint)
        : refusalMessage(verdict.refusal, verdict.order);
      await showModal(context, view.id, noticeView(SETTLE_ABSENT_TITLE, sentence));
    }),
  );
};

/** Every form that can be submitted. */
export const SUBMISSION_ROUTES: ReadonlyMap<string, SubmissionRoute> = new Map<string, SubmissionRoute>([
  [VIEW.what, what],
  [VIEW.domains, domains],
  [VIEW.hosting, hosting],
  [VIEW.review, review],
  [VIEW.isThere, isThere],
  [VIEW.isNotThere, isNotThere],
  [
    VIEW.decline,
    decision('Decline order', 'Declined. The requester is told, with your reason.', (context, click) =>
      context.useCases.declineOrder(click),
    ),
  ],
  [
    VIEW.withdraw,
    decision('Withdraw order', 'Withdrawn. Nothing was ordered.', (context, click) =>
      context.useCases.withdrawOrder(click),
    ),
  ],
]);
