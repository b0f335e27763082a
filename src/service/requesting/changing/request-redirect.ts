import { type ChangeRedirect, REDIRECT_WORTH } from '../../../acts/change_redirect/change-redirect.ts';
import { redirectProblems } from '../../../acts/change_redirect/redirect-problems.ts';
import { asRedirect, isSameRedirect } from '../../../acts/change_redirect/same-redirect.ts';
import type { UserId } from '../../../values/ids.ts';
import type { InsertingDeps } from '../sending/insert-once.ts';
import { beginPage, checkPage, type PageKind, reopenPage, requestPage } from '../sending/page-form.ts';
import { type ChangeRefusal, type ChangingDeps, claimedName, type DomainOf } from './order-to-change.ts';
import { type RedirectTyped, readRedirect } from './read-redirect.ts';
import { REDIRECT_FORMS, type RedirectForm } from './redirect-form.ts';

export interface RequestingRedirectDeps extends ChangingDeps, InsertingDeps {}

type Field = 'redirect' | 'also';

const REDIRECT: PageKind<RedirectForm, RedirectTyped, Field, ChangeRefusal, ChangingDeps> = {
  forms: REDIRECT_FORMS,
  shown: ({ domain, others, isFree = false }) => ({ domain, others, isFree }),
  typed: ({ typed }) => typed,
  withTyped: (form, typed) => ({ ...form, typed }),
  problems: (form) => redirectProblems(changesIn(form)),
  sent: (form) => {
    const { id: formId, ownerId: by, workspace, vendorOrderId, reference: of, label, isFree = false } = form;
    const changes = changesIn(form);
    const act: ChangeRedirect = { kind: 'change_redirect', workspace, vendorOrderId, of, label, changes };
    return { formId, by, act, worth: REDIRECT_WORTH, isShownFree: isFree };
  },
  drawnAnew: (form) => ({ ...form, fill: form.fill + 1 }),
  readAgain: readRedirect,
  isAsShown: (shown, now) => isSameBefore(changesIn(shown), changesIn(now)),
  claimed: ({ domain }, taken) => claimedName(domain.domain, taken),
};

/** The page that shows where a domain of an order leads now, for whoever may see the order. Throws what vendor reads throw. */
export const startRedirect = (deps: ChangingDeps) => (by: UserId, which: DomainOf) =>
  beginPage(REDIRECT, deps, readRedirect(deps, { ownerId: by, ...which, id: deps.newId(), typed: null, fill: 0 }));

/** As `checkPage`. */
export const checkRedirect = (deps: Pick<ChangingDeps, 'keyValues'>) => checkPage(REDIRECT, deps);

/** Asks that domains lead to what was typed: as `requestPage`. */
export const requestRedirect = (deps: RequestingRedirectDeps) => requestPage(REDIRECT, deps);

/** As `reopenPage`. */
export const reopenRedirect = (deps: RequestingRedirectDeps) => reopenPage(REDIRECT, deps);

/** What changes: the domain whose menu it was first, then those that are ticked. */
function changesIn({ domain, others, typed: { redirect, also } }: RedirectForm): ChangeRedirect['changes'] {
  const to = asRedirect(redirect);
  return [domain, ...others.filter((each) => also.includes(each.domain))].map((each) => ({ ...each, to }));
}

/** Whether the same domains lead where they led when they were shown. */
const isSameBefore = (seen: ChangeRedirect['changes'], now: ChangeRedirect['changes']): boolean =>
  seen.length === now.length &&
  seen.every(({ domain, from }) => now.some((each) => each.domain === domain && isSameRedirect(each.from, from)));
