import type { ActRequest } from '../../src/acts/act-request.ts';

/**
 * What the vendor does about a call that it takes: nothing; it makes an order and charges it, or cannot; it ends one; it takes
 * a change of a domain; it registers names; it takes the names for a form; or it
 * makes a workspace.
 */
export type Deed = 'nothing' | 'charges' | 'fails_to_charge' | 'ends' | 'changes' | 'registers' | 'fills' | 'opens';

/** What becomes of a call that reaches the vendor. */
export interface Fate {
  readonly does: Deed;
  /** What it answers then; null when the answer never comes. `id` is that of the order that it made, if any. */
  readonly answers: ((id: string) => { readonly status: number; readonly body: unknown }) | null;
}

/** What the vendor does with calls of one operation. On other days each list is as likely as the others, and each fate within it. */
interface Fates {
  readonly good: readonly Fate[];
  readonly bad: readonly (readonly Fate[])[];
  /** Where most calls are lost. */
  readonly lost: readonly (readonly Fate[])[];
}

const UNABLE_TO_CHARGE = 'Subscription created but unable to charge';
const always = (status: number, body: unknown) => () => ({ status, body });
const all = (does: Deed, answers: readonly Fate['answers'][]): readonly Fate[] =>
  answers.map((each) => ({ does, answers: each }));

/** Answers that say neither yes nor no, whatever was done. Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour". */
const UNCLEAR: readonly Fate['answers'][] = [
  null,
  always(500, { error: 'Internal server error' }),
  always(400, { error: 'Something went wrong' }),
  always(408, { error: 'Request Timeout' }),
  always(499, ''),
  always(200, { errors: ['Something went wrong'] }),
  always(200, { status: 'failed' }),
  always(200, { ok: false }),
  always(200, []),
  always(200, 'no'),
  always(200, '<html><body>Welcome</body></html>'),
];

const CONFIRMED = all('charges', [
  always(200, {}),
  always(200, { success: true }),
  (id: string) => ({ status: 200, body: { success: true, order_id: id } }),
]);

const UNPAID = all('fails_to_charge', [
  always(400, { error: UNABLE_TO_CHARGE }),
  always(200, UNABLE_TO_CHARGE),
  always(200, { error: UNABLE_TO_CHARGE }),
]);

const LOST_PURCHASES = [all('charges', UNCLEAR), all('charges', UNCLEAR), all('nothing', UNCLEAR)];

/** What is not in stock any more is refused, before anything is made. Source: docs/vendor/openapi.yaml, "buyPreWarmInboxes". */
export const NOT_IN_STOCK: Fate = { does: 'nothing', answers: always(400, { error: 'A domain is not in stock' }) };

/** Source: docs/vendor/openapi.yaml, "cancelOrder". */
const YES = [
  always(200, { success: true, message: 'Subscription canceled successfully.' }),
  always(200, { success: true }),
];
/** Of a call that ends something, these say neither yes nor no, either. */
const UNCLEAR_END: readonly Fate['answers'][] = [
  ...UNCLEAR,
  always(200, {}),
  always(204, ''),
  always(200, { success: false, message: 'Subscription could not be canceled.' }),
  always(200, { data: { status: 'Cancelled' } }),
];
/** A "no" that may be meant, or not. */
const NO = [
  always(400, { error: 'Subscription is already cancelled' }),
  always(404, { error: 'Not found' }),
  always(403, { message: 'Forbidden' }),
];

const ENDED = all('ends', YES);
const LOST_ENDS = [all('ends', UNCLEAR_END), all('ends', UNCLEAR_END), all('nothing', UNCLEAR_END)];

/** Source: docs/vendor/openapi.yaml, "Acknowledgement". */
const TAKEN = [always(200, {}), always(200, { success: true }), always(200, { success: true, message: 'Filed' })];
/** Of a call for a change, these say neither yes nor no, either. */
const UNCLEAR_CHANGE: readonly Fate['answers'][] = [
  ...UNCLEAR,
  always(204, ''),
  always(200, { success: false, message: 'Could not be filed' }),
  always(200, { message: 'Something' }),
];
const CHANGED = all('changes', TAKEN);
const LOST_CHANGES = [all('changes', UNCLEAR_CHANGE), all('changes', UNCLEAR_CHANGE), all('nothing', UNCLEAR_CHANGE)];

/** The domain is being changed already, or has what was asked for. Source: docs/vendor/notes.md, "Learnt since (November 2026)". */
export const REDIRECT_IN_PROGRESS: Fate = {
  does: 'nothing',
  answers: always(400, { error: 'A redirect update is already in progress' }),
};
/** The same of a name. */
export const NAME_IN_PROGRESS: Fate = {
  does: 'nothing',
  answers: always(400, { error: 'A domain update is already in progress' }),
};
/** The same of a sender. */
export const SENDER_IN_PROGRESS: Fate = {
  does: 'nothing',
  answers: always(400, { error: 'A sender name update is already in progress' }),
};
export const HAS_IT: Fate = {
  does: 'nothing',
  answers: always(400, { error: 'The domain already has this redirect' }),
};

const REGISTERED = all('registers', [always(200, {}), always(200, { success: true })]);
/** One name is not free, and so none is bought. Source: docs/vendor/openapi.yaml, "buyDomains". */
const NOT_FREE = [always(400, { error: 'Domain is not available' })];
const LOST_NAMES = [all('registers', UNCLEAR), all('registers', UNCLEAR), all('nothing', UNCLEAR)];

/** A name that is asked for is not free any more. */
export const NAME_TAKEN: Fate = { does: 'nothing', answers: always(400, { error: 'Domain is not available' }) };

const FILLED = all('fills', TAKEN);
const LOST_FORMS = [all('fills', UNCLEAR_CHANGE), all('fills', UNCLEAR_CHANGE), all('nothing', UNCLEAR_CHANGE)];
/** Any object that does not say no is taken for a yes. Source: docs/vendor/notes.md, "Endpoints", row 2. */
const OPENED = all('opens', [
  ...TAKEN,
  (id: string) => ({ status: 201, body: { organization: { id, name: 'Whatever' } } }),
  always(204, ''),
]);
/** Of a call for a new workspace, these say neither yes nor no. */
const UNCLEAR_WORKSPACE: readonly Fate['answers'][] = [
  null,
  always(500, { error: 'Internal server error' }),
  always(400, { error: 'Something went wrong' }),
  always(408, { error: 'Request Timeout' }),
  always(200, { success: false, message: 'Could not be created' }),
  always(200, { error: 'Something went wrong' }),
  always(200, '<html><body>Welcome</body></html>'),
];
const LOST_WORKSPACES = [
  all('opens', UNCLEAR_WORKSPACE),
  all('opens', UNCLEAR_WORKSPACE),
  all('nothing', UNCLEAR_WORKSPACE),
];
/** Somebody filled it in before, or its order has ended. */
export const NO_FORM: Fate = {
  does: 'nothing',
  answers: always(400, { error: 'No form of this order is pending' }),
};

/** The names are held by another order, and the vendor minds. */
export const NAME_IN_USE: Fate = { does: 'nothing', answers: always(400, { error: 'A domain is already in use' }) };
/** What is to end is not there. */
export const NOT_THERE: Fate = { does: 'nothing', answers: always(404, { error: 'Not found' }) };
/** It has ended before, whether lists show that or not. */
export const ENDED_BEFORE: Fate = {
  does: 'nothing',
  answers: always(400, { error: 'Subscription is already cancelled' }),
};

/** Of any change of a domain. The last of the bad: it says yes, and nobody applies it. */
const CHANGES: Fates = {
  good: CHANGED,
  bad: [CHANGED, CHANGED, all('nothing', NO.slice(1)), ...LOST_CHANGES, all('nothing', TAKEN)],
  lost: [CHANGED, ...LOST_CHANGES],
};

/** What may become of a call, by its operation; one without its row does not compile. */
export const FATES = {
  createCustomOrder: {
    good: CONFIRMED,
    bad: [CONFIRMED, CONFIRMED, UNPAID, ...LOST_PURCHASES],
    lost: [CONFIRMED, CONFIRMED, ...LOST_PURCHASES],
  },
  buyPreWarmInboxes: {
    good: CONFIRMED,
    bad: [CONFIRMED, CONFIRMED, UNPAID, ...LOST_PURCHASES],
    lost: [CONFIRMED, CONFIRMED, ...LOST_PURCHASES],
  },
  createOrder: {
    good: CONFIRMED,
    bad: [CONFIRMED, CONFIRMED, UNPAID, ...LOST_PURCHASES],
    lost: [CONFIRMED, CONFIRMED, ...LOST_PURCHASES],
  },
  cancelOrder: {
    good: ENDED,
    // The last: it says yes, and forgets it.
    bad: [ENDED, ENDED, all('nothing', NO), ...LOST_ENDS, ...LOST_ENDS, all('nothing', YES)],
    lost: [ENDED, ...LOST_ENDS],
  },
  updateDomainRedirect: CHANGES,
  updateDomainName: CHANGES,
  swapSenderName: CHANGES,
  createWorkspace: {
    good: OPENED,
    // The last: it says yes, and makes none.
    bad: [OPENED, OPENED, all('nothing', NO.slice(1)), ...LOST_WORKSPACES, all('nothing', TAKEN)],
    lost: [OPENED, ...LOST_WORKSPACES],
  },
  buyDomains: {
    good: REGISTERED,
    bad: [REGISTERED, REGISTERED, all('nothing', NOT_FREE), ...LOST_NAMES],
    lost: [REGISTERED, ...LOST_NAMES, ...LOST_NAMES],
  },
  submitForm: {
    good: FILLED,
    // The last: it says yes, and forgets it.
    bad: [FILLED, FILLED, all('nothing', NO.slice(1)), ...LOST_FORMS, all('nothing', TAKEN)],
    lost: [FILLED, ...LOST_FORMS],
  },
} satisfies Record<ActRequest['operation'], Fates>;
