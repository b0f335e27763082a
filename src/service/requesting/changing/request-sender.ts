import { type ChangeSender, SENDER_WORTH, type SenderChange } from '../../../acts/change_sender/change-sender.ts';
import { asSender, type SenderProblems, senderProblems } from '../../../acts/change_sender/sender-problems.ts';
import type { Order } from '../../../orders/order.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { type FormSent, insertOnce, sentBefore } from '../sending/insert-once.ts';
import type { ChangeRefusal, ChangingDeps } from './order-to-change.ts';
import type { RedirectFormOf, RequestingRedirectDeps } from './request-redirect.ts';
import { ownSenderForm, type SenderForm, saveSenderForm, type TickableDomain } from './sender-form.ts';
import { readSender, type SenderPage, type SenderTyped } from './start-sender.ts';

export type SenderRequested =
  | { readonly ok: true; readonly order: Order }
  | ChangeRefusal
  /** The page is shown again, with what was typed: the vendor did not answer, or shows something else now. */
  | { readonly ok: false; readonly refusal: 'unanswered'; readonly error: VendorError; readonly page: SenderPage }
  | { readonly ok: false; readonly refusal: 'changed_there'; readonly page: SenderPage }
  /** The mailboxes of what was ticked, now that they are read, make it a mistake. */
  | { readonly ok: false; readonly refusal: 'mistaken'; readonly problems: SenderProblems; readonly page: SenderPage };

/**
 * What is wrong with what was typed, by field, as far as the form itself tells; nothing of a form that is forgotten. What is
 * right is kept before its page goes, so that it can be shown again whatever comes of it.
 */
export const checkSender =
  ({ keyValues }: Pick<ChangingDeps, 'keyValues'>) =>
  async ({ formId, by }: RedirectFormOf, typed: SenderTyped): Promise<SenderProblems> => {
    const form = await ownSenderForm(keyValues, { formId, by });
    if (!form) return {};
    const ticked = form.others.filter(({ domain }) => typed.also.includes(domain));
    const problems = senderProblems({ mode: typed.mode, to: asSender(typed.sender) }, [form.domain, ...ticked]);
    if (Object.keys(problems).length === 0) await saveSenderForm(keyValues, { ...form, typed });
    return problems;
  };

/**
 * Asks that domains get the sender that was typed: reads their mailboxes once more, and puts the order that changes them up for
 * approval. However often the same form is sent with the same in it, one order comes of it.
 */
export const requestSender =
  (deps: RequestingRedirectDeps) =>
  async ({ formId, by }: RedirectFormOf, typed: SenderTyped): Promise<SenderRequested> => {
    const form = await ownSenderForm(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const before = await sentBefore(deps, formSent(form, typed));
    if (before) return { ok: true, order: before };
    const kept = { ...form, typed, fill: form.fill + 1 };
    await saveSenderForm(deps.keyValues, kept);
    let now: SenderPage | ChangeRefusal;
    try {
      now = await readSender(deps, { ...kept, by });
    } catch (error) {
      if (!isVendorError(error)) throw error;
      return { ok: false, refusal: 'unanswered', error, page: { ok: true, form: kept } };
    }
    // A double click may have been a moment faster: then what is in the way is the order of this form.
    if (!now.ok) {
      const order = await sentBefore(deps, formSent(form, typed));
      return order ? { ok: true, order } : now;
    }
    const isAsSeen = isSameBefore(form.domain, now.form.domain, typed) && now.form.read.length === typed.also.length;
    if (!isAsSeen) return { ok: false, refusal: 'changed_there', page: now };
    const asked = formSent(now.form, typed);
    const problems = senderProblems(asked.act, asked.act.changes);
    if (problems.sender !== undefined || problems.also !== undefined)
      return { ok: false, refusal: 'mistaken', problems, page: now };
    const inserted = await insertOnce(deps, asked);
    if (inserted.ok) return inserted;
    const [[key, inTheWay] = ['', null]] = inserted.taken;
    const name = key.startsWith('name:') ? key.replace(/^name:/, '') : form.domain.domain;
    return { ok: false, refusal: 'claimed', name, by: inTheWay };
  };

/** A form that was left while it was being sent: the order that came of it, or the page, with what was typed. */
export const reopenSender =
  (deps: RequestingRedirectDeps) =>
  async ({
    formId,
    by,
  }: RedirectFormOf): Promise<Extract<SenderRequested, { ok: true }> | SenderPage | ChangeRefusal> => {
    const form = await ownSenderForm(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const order = await sentBefore(deps, formSent(form, form.typed));
    return order ? { ok: true, order } : { ok: true, form };
  };

type Sent = FormSent & { readonly act: ChangeSender };

/**
 * What is asked for. Which order came of it is told by what it would send, which the mailboxes are no part of: those that were
 * not read yet are left out.
 */
function formSent(form: SenderForm, typed: SenderTyped): Sent {
  const { id: formId, ownerId: by, workspace, vendorOrderId, reference: of, label } = form;
  const ticked = form.others.filter(({ domain }) => typed.also.includes(domain));
  const asRead = (each: TickableDomain) => form.read.find(({ domain }) => domain === each.domain);
  const changes = [form.domain, ...ticked.map((each) => asRead(each) ?? { ...each, addresses: [] })];
  const to = asSender(typed.sender);
  const act: ChangeSender = {
    kind: 'change_sender',
    workspace,
    vendorOrderId,
    of,
    label,
    mode: typed.mode,
    to,
    changes,
  };
  return { formId, by, act, worth: SENDER_WORTH, isShownFree: form.isFree === true && typed.mode === 'name_only' };
}

/** Whether the domain whose menu it was has the senders that were shown, and the mailboxes, where they are to be deleted. */
const isSameBefore = (seen: SenderChange, now: SenderChange, { mode }: SenderTyped): boolean =>
  isSameSet(seen.from, now.from) && (mode === 'name_only' || isSameSet(seen.addresses, now.addresses));

const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((each) => right.includes(each));
