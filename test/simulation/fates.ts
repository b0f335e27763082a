/** What becomes of a paid call that reaches the vendor. */
export interface PaidFate {
  /** What the vendor does: nothing; it makes the order and charges the card; or it makes it and the card fails. */
  readonly does: 'nothing' | 'charges' | 'fails_to_charge';
  /** What it answers then; null when the answer never comes. `id` is the order's. */
  readonly answers: ((id: string) => { readonly status: number; readonly body: unknown }) | null;
}

const UNABLE_TO_CHARGE = 'Subscription created but unable to charge';
const always = (status: number, body: unknown) => () => ({ status, body });

/** Answers that say neither yes nor no, whatever was done. Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour". */
const UNCLEAR: readonly PaidFate['answers'][] = [
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

const CONFIRMED: readonly PaidFate[] = [
  always(200, {}),
  always(200, { success: true }),
  (id: string) => ({ status: 200, body: { success: true, order_id: id } }),
].map((answers) => ({ does: 'charges', answers }));

const UNPAID: readonly PaidFate[] = [
  always(400, { error: UNABLE_TO_CHARGE }),
  always(200, UNABLE_TO_CHARGE),
  always(200, { error: UNABLE_TO_CHARGE }),
].map((answers) => ({ does: 'fails_to_charge', answers }));

/** The names are held by another order, and the vendor minds. */
export const NAME_IN_USE: PaidFate = { does: 'nothing', answers: always(400, { error: 'A domain is already in use' }) };

/** What the vendor does on a good day. */
export const GOOD_FATES = CONFIRMED;

/** What the vendor does on a bad day: each list is as likely as the others, and each fate within it. */
export const BAD_FATES: readonly (readonly PaidFate[])[] = [
  CONFIRMED,
  CONFIRMED,
  UNPAID,
  UNCLEAR.map((answers) => ({ does: 'charges', answers })),
  UNCLEAR.map((answers) => ({ does: 'charges', answers })),
  UNCLEAR.map((answers) => ({ does: 'nothing', answers })),
];

/** What it does where most calls are lost. */
export const LOST_FATES: typeof BAD_FATES = [CONFIRMED, CONFIRMED, ...BAD_FATES.slice(BAD_FATES.indexOf(UNPAID) + 1)];
