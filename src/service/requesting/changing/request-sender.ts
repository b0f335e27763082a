import { type ChangeSender, SENDER_WORTH, type SenderChange } from '../../../acts/change_sender/change-sender.ts';
import { asSender, senderProblems } from '../../../acts/change_sender/sender-problems.ts';
import type { UserId } from '../../../values/ids.ts';
import { beginPage, checkPage, type PageKind, reopenPage, requestPage } from '../sending/page-form.ts';
import { type ChangeRefusal, type ChangingDeps, claimedName, type DomainOf } from './order-to-change.ts';
import { readSender, type SenderTyped } from './read-sender.ts';
import type { RequestingRedirectDeps } from './request-redirect.ts';
import { SENDER_FORMS, type SenderForm, type TickableDomain } from './sender-form.ts';

type Field = 'sender' | 'also';

const SENDER: PageKind<SenderForm, SenderTyped, Field, ChangeRefusal, ChangingDeps> = {
  forms: SENDER_FORMS,
  shown: ({ domain, others, isFree = false }) => ({ domain, others, isFree }),
  typed: ({ typed }) => typed,
  withTyped: (form, typed) => ({ ...form, typed }),
  problems: (form) => senderProblems({ mode: form.typed.mode, to: asSender(form.typed.sender) }, changesIn(form)),
  sent: (form) => {
    const { id: formId, ownerId: by, workspace, vendorOrderId, reference: of, label, typed } = form;
    const { mode } = typed;
    const asked = { workspace, vendorOrderId, of, label, mode, to: asSender(typed.sender), changes: changesIn(form) };
    const act: ChangeSender = { kind: 'change_sender', ...asked };
    return { formId, by, act, worth: SENDER_WORTH, isShownFree: form.isFree === true && mode === 'name_only' };
  },
  drawnAnew: (form) => ({ ...form, fill: form.fill + 1 }),
  readAgain: readSender,
  isAsShown: ({ domain }, { domain: now, read, typed }) =>
    isSameBefore(domain, now, typed) && read.length === typed.also.length,
  claimed: ({ domain }, taken) => claimedName(domain.domain, taken),
};

/** The page that shows who sends from a domain of an order now, for whoever may see the order. Throws what vendor reads throw. */
export const startSender = (deps: ChangingDeps) => (by: UserId, which: DomainOf) =>
  beginPage(SENDER, deps, readSender(deps, { ownerId: by, ...which, id: deps.newId(), typed: NOTHING_TYPED, fill: 0 }));

const NOTHING_TYPED: SenderTyped = { sender: '', mode: 'name_only', also: [] };

/** As `checkPage`. */
export const checkSender = (deps: Pick<ChangingDeps, 'keyValues'>) => checkPage(SENDER, deps);

/** Asks that domains get the sender that was typed: as `requestPage`. */
export const requestSender = (deps: RequestingRedirectDeps) => requestPage(SENDER, deps);

/** As `reopenPage`. */
export const reopenSender = (deps: RequestingRedirectDeps) => reopenPage(SENDER, deps);

/**
 * What changes: the domain whose menu it was first, then those that are ticked. Which order came of it is told by what it would
 * send, which the mailboxes are no part of: those that were not read yet are left out.
 */
function changesIn({ domain, others, typed, read }: SenderForm): SenderChange[] {
  const ticked = others.filter((each) => typed.also.includes(each.domain));
  const asRead = (each: TickableDomain) => read.find((seen) => seen.domain === each.domain);
  return [domain, ...ticked.map((each) => asRead(each) ?? { ...each, addresses: [] })];
}

/** Whether the domain whose menu it was has the senders that were shown, and the mailboxes, where they are to be deleted. */
const isSameBefore = (seen: SenderChange, now: SenderChange, { mode }: SenderTyped): boolean =>
  isSameSet(seen.from, now.from) && (mode === 'name_only' || isSameSet(seen.addresses, now.addresses));

const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((each) => right.includes(each));
