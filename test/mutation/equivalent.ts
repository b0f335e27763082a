/** A change that no test can notice, because the program does the same with it. */
interface Equivalent {
  readonly file: string;
  /** Text of the line where it stands, for code that stands in many places; absent: anywhere in the file. */
  readonly line?: string;
  readonly reason: string;
  /** Each as the code before and after, on one line, cut to 90 characters. */
  readonly changes: readonly (readonly [before: string, after: string])[];
}

const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'src/orders/warrant/warrant.ts',
    line: 'if (!request || !appraised)',
    reason: 'Lines 10 and 11 stand above it, so both are there; only the type checker cannot know.',
    changes: [
      ['!request || !appraised', 'false'],
      ['!request || !appraised', '!request && !appraised'],
      ["{ ok: false, line: '', event: held('logins_missing'), isStale: false }", '{}'],
      ['false', 'true'],
    ],
  },
  {
    file: 'src/orders/warrant/lines.ts',
    reason: 'Line 11 stands above it and ends the reading when there is no request.',
    changes: [['request !== null', 'true']],
  },
  {
    file: 'src/orders/warrant/lines.ts',
    reason: 'Line 13 stands above it and lets an absent trace alone pass; only the type checker cannot know.',
    changes: [["trace.type === 'absent'", 'true']],
  },
  {
    file: 'src/service/placing/warrant-for.ts',
    reason: 'Where a login is missing there are no logins at all, and no request is made.',
    changes: [["{ username: '', password: '' }", '{}']],
  },
  {
    file: 'src/service/placing/warrant-for.ts',
    line: 'const entitled: UserId[] = [];',
    reason: 'Only those who approved are counted, and nobody is called that.',
    changes: [['[]', '["Stryker was here"]']],
  },
  {
    file: 'src/service/placing/warrant-for.ts',
    reason: 'Today’s policy asks the same for every act, and looks at none.',
    changes: [['{ act, worth, requester }', '{}']],
  },
  {
    file: 'src/service/placing/warrant-for.ts',
    reason: 'No other event has this reason; only the type checker cannot know.',
    changes: [["event.type === 'held'", 'true']],
  },
  {
    file: 'src/service/placing/looking/own-trace.ts',
    reason: 'The first one that is ours went on above, so one has been found; only the type checker cannot know.',
    changes: [["likeness.type === 'ours'", 'false']],
  },
  {
    file: 'src/service/placing/looking/own-trace.ts',
    reason: 'A tag that names no order has no reference, and no order has none.',
    changes: [
      ['[]', '["Stryker was here"]'],
      ['reference === undefined', 'false'],
    ],
    line: 'reference',
  },
  {
    file: 'src/service/deciding/approve-order.ts',
    reason: 'Today’s policy asks the same for every act, and looks at none.',
    changes: [['{ act, worth, requester: order.facts.requestedBy }', '{}']],
  },
  {
    file: 'src/service/deciding/settle-outcome.ts',
    reason: 'The type checker needs it: the call before it answers `ok` for an unknown outcome alone.',
    changes: [["may.order.state !== 'outcome_unknown'", 'false']],
  },
  {
    file: 'src/service/deciding/settle-outcome.ts',
    line: 'if (!event) return { ok: true, order };',
    reason: 'An order whose outcome is unknown is always one to look for, so there is always an event.',
    changes: [
      ['!event', 'false'],
      ['{ ok: true, order }', '{}'],
      ['true', 'false'],
    ],
  },
  {
    file: 'src/service/acts/cancel_order/conclude.ts',
    reason: 'No order has no reference, so nothing is told; only the type checker cannot know.',
    changes: [['act.ends === undefined', 'false']],
  },
  {
    file: 'src/service/deciding/settle-outcome.ts',
    reason: 'No order is ever deleted, so it is there.',
    changes: [
      ['[]', '["Stryker was here"]'],
      ['(await orders.get(reference))?.effects', '(await orders.get(reference)).effects'],
    ],
  },
  {
    file: 'src/service/deciding/settle-resembling.ts',
    reason: 'Nobody asks of this vendor order whether it carries a tag.',
    changes: [
      ['tag !== null', 'true'],
      ['tag !== null', 'false'],
      ['tag !== null', 'tag === null'],
    ],
    line: 'carriesTag: tag !== null',
  },
  {
    file: 'src/service/deciding/settle-resembling.ts',
    reason: 'No attempt has no number; only the type checker cannot know.',
    changes: [['tagged !== null', 'true']],
  },
  {
    file: 'src/scaledmail/once/outcome.ts',
    reason: 'What is not there is no finite number either; the type checker needs it.',
    changes: [['waitMs === null', 'false']],
  },
  {
    file: 'src/service/placing/place-order.ts',
    reason: 'It is only asked whether it was recorded.',
    changes: [['() => false', '() => undefined']],
  },
  {
    file: 'src/service/worker/claimed-order.ts',
    reason: 'An order that was claimed has a lease.',
    changes: [
      ['stored.lease?.token', 'stored.lease.token'],
      ['lease !== null', 'true'],
    ],
  },
  {
    file: 'src/service/worker/claimed-order.ts',
    reason: 'A write on a lost lease writes nothing.',
    changes: [['!this.#isLost', 'true']],
  },
  {
    file: 'src/service/worker/claimed-order.ts',
    line: 'let isAccepted = false;',
    reason: 'Accepted and written are both needed; the one is never true without the other being judged.',
    changes: [['false', 'true']],
  },
  {
    file: 'src/service/worker/claimed-order.ts',
    line: 'if (!change) return false;',
    reason: 'There is no change only when the event was not accepted, which is asked beside.',
    changes: [['false', 'true']],
  },
  {
    file: 'src/orders/decide/attempts.ts',
    reason: 'It is only asked whether it is so.',
    changes: [['default: return false;', 'default:']],
  },
  {
    file: 'src/orders/decide/attempts.ts',
    reason: 'A refused order whose own attempt is meant was answered before this is asked.',
    changes: [["order.state !== 'refused'", 'true']],
  },
  {
    file: 'src/orders/decide/outcome.ts',
    line: 'const isKnown =',
    reason: 'Any other proof of an order that runs there is refused on either way.',
    changes: [["event.type === 'vendor_order_found'", 'true']],
  },
  {
    file: 'src/orders/decide/outcome.ts',
    line: 'event.attempt !== undefined &&',
    reason: 'No attempt has no number; only the type checker cannot know.',
    changes: [['event.attempt !== undefined', 'true']],
  },
  {
    file: 'src/orders/decide/outcome.ts',
    reason: 'An attempt that is confirmed has no number yet.',
    changes: [['target === null', 'false']],
  },
  {
    file: 'src/orders/decide/placing.ts',
    reason: 'In no other state does an order have these fields; only the type checker cannot know.',
    changes: [["order.state === 'placing'", 'true']],
  },
  {
    file: 'src/orders/decide/look.ts',
    line: 'const unread =',
    reason: 'What is not there is taken for null by who is asked; only the type checker cannot know.',
    changes: [["event.type === 'look_incomplete'", 'true']],
  },
  {
    file: 'src/orders/decide/look.ts',
    line: 'const isBelieved =',
    reason: 'A look that read not everything adds no whole look, so a third whole one was believed before.',
    changes: [["event.type === 'vendor_order_absent'", 'true']],
  },
  {
    file: 'src/orders/decide/look.ts',
    reason: 'Only an unknown outcome has a reason, and a count of whole looks; only the type checker cannot know.',
    changes: [
      ["looked.state === 'outcome_unknown'", 'true'],
      ["rest.state !== 'outcome_unknown'", 'false'],
    ],
  },
  {
    file: 'src/orders/decide/looks.ts',
    line: "order.reason === 'unfamiliar'",
    reason: 'Only an unknown outcome has a reason; only the type checker cannot know.',
    changes: [["order.state === 'outcome_unknown'", 'true']],
  },
  {
    file: 'src/orders/decide/messages.ts',
    reason: 'Only an order that waits has a change, if only null; only the type checker cannot know.',
    changes: [["order.state === 'awaiting_approval'", 'true']],
  },
  {
    file: 'src/orders/decide/progress.ts',
    reason: 'Only what was read says that something waits for its turn, or failed; only the type checker cannot know.',
    changes: [["event.type !== 'progress_seen'", 'false']],
  },
  {
    file: 'src/orders/decide/progress.ts',
    reason: 'What was read whole so late is late, and then this is not asked.',
    changes: [['isUnread === true || unread !== undefined', 'true']],
  },
  {
    file: 'src/orders/decide/approval.ts',
    reason: 'Nobody asks for the refusal of an order that can be decided.',
    changes: [["case 'awaiting_approval': return 'does_not_apply';", "case 'awaiting_approval':"]],
  },
  {
    file: 'src/orders/decide/decide.ts',
    reason: 'The type checker proves that no event comes here.',
    changes: [
      ['default: return assertNever(event);', 'default:'],
      [`{ throw new TypeError(\`No rule for the event \${JSON.stringify(event)}\`); }`, '{}'],
    ],
  },
  {
    file: 'src/orders/decide/progress.ts',
    line: 'const progress = { ready: [], changedAt: now, isStuck: false };',
    reason: 'The progress is replaced in the same decision.',
    changes: [
      ['[]', '["Stryker was here"]'],
      ['false', 'true'],
    ],
  },
  {
    file: 'src/orders/decide/progress.ts',
    reason: 'Progress is always accepted for a placed order.',
    changes: [['!decision.ok', 'false']],
  },
  {
    file: 'src/values/canonical-json.ts',
    reason: 'Two keys are never equal, and the sort only asks whether the first comes before.',
    changes: [
      ['left < right', 'left <= right'],
      ['left > right', 'true'],
      ['left > right', 'false'],
      ['left > right', 'left >= right'],
      ['left > right', 'left <= right'],
    ],
  },
  {
    file: 'src/orders/history/private-parts.ts',
    reason: 'No other event has this field; only the type checker cannot know.',
    changes: [["event.type === 'approved'", 'true']],
  },
  {
    file: 'src/orders/effect.ts',
    reason: 'Of two equal moments either is the earliest.',
    changes: [['effect.dueAt < earliest', 'effect.dueAt <= earliest']],
  },
  {
    file: 'src/orders/approval/fingerprint.ts',
    reason: 'Canonical JSON leaves absent keys out.',
    changes: [['workspaceName === undefined', 'false']],
  },
  {
    file: 'src/orders/schedule.ts',
    reason: 'Beyond the list the wait is the hour that also ends the list.',
    changes: [['LOOK_DELAYS_MS.length - 1', 'LOOK_DELAYS_MS.length + 1']],
  },
  {
    file: 'src/acts/custom_order/tag.ts',
    reason: 'Runs of hyphens were made one before.',
    changes: [
      ['/^-+|-+$/g', '/^-|-+$/g'],
      ['/^-+|-+$/g', '/^-+|-$/g'],
    ],
  },
  {
    file: 'src/acts/custom_order/reading/lines/lines.ts',
    line: 'trim',
    reason: 'Cells are trimmed twice.',
    changes: [
      ['true', 'false'],
      ['String(cell).trim()', 'String(cell)'],
    ],
  },
  {
    file: 'src/acts/custom_order/reading/lines/lines.ts',
    reason: 'The parser throws nothing else.',
    changes: [['!(error instanceof CsvError)', 'false']],
  },
  {
    file: 'src/acts/custom_order/rules/domain-name.ts',
    reason: 'It is only asked whether there is one.',
    changes: [['{ return null; }', '{}']],
  },
  {
    file: 'src/acts/custom_order/rules/domain-name.ts',
    reason: 'A registrable name of labels of at most 63 characters never gets near 253: longer ones are sub-domains.',
    changes: [
      ['name.length <= 253', 'true'],
      ['name.length <= 253', 'name.length < 253'],
    ],
  },
];

/** Why the change is none; null when it is one. `line` is the text of the line where it begins. */
export function reasonWhyEquivalent(change: {
  readonly file: string;
  readonly line: string;
  readonly before: string;
  readonly after: string;
}): string | null {
  const known = EQUIVALENT.find(
    ({ file, line = '', changes }) =>
      file === change.file &&
      change.line.includes(line) &&
      changes.some(([before, after]) => before === change.before && after === change.after),
  );
  return known?.reason ?? null;
}
