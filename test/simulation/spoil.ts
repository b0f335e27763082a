import { PLAIN } from './kind.ts';
import { withoutEffectsLeft, withoutEnd, withoutFiles } from './spoil-archive.ts';
import {
  withOtherTerms,
  withoutApprovalAge,
  withoutCompareAndSet,
  withoutDayLimit,
  withoutDurabilityCheck,
  withoutIntent,
  withoutPauseAtIntent,
} from './spoil-orders.ts';
import {
  withoutAuthorityCheck,
  withoutCardWitness,
  withoutDeadline,
  withoutFreshness,
  withoutLoginCheck,
  withoutLookAtTarget,
  withoutLostCards,
  withoutMemory,
  withoutOwnTrace,
  withoutPolicyCheck,
  withoutPolicyInForce,
  withoutPriceCheck,
  withoutRule,
  withoutTargetCheck,
  withoutWorkspaceCheck,
  withRightsOfBefore,
  withSecondSending,
} from './spoil-outside.ts';
import type { Spoil } from './story-world.ts';

/** Nothing but standing still, so that what was read grows old. */
const STANDING = {
  hasPauses: true,
  losesCalls: true,
  isInterrupted: false,
  goesBack: false,
  changesSettings: false,
  endsOrders: false,
  buysNames: false,
};

/** A store that goes back while the vendor does not list what was made since. */
const GOING_BACK = { ...PLAIN, goesBack: true, listsLate: true };
/** Nothing but settings that change. */
const OTHER_SETTINGS = { ...PLAIN, changesSettings: true };

/** Nothing but orders that are archived. */
const ARCHIVING = { ...PLAIN, archives: true };

/** Nothing but orders that end. */
const ENDING = { ...PLAIN, endsOrders: true };

/**
 * Every guard that can be taken away from outside, by name. A number in brackets is that of a line of the warrant: lines that
 * are not here read nothing that is outside of the process.
 */
export const SPOILS: Readonly<Record<string, Spoil>> = {
  'the compare-and-set': { ports: withoutCompareAndSet },
  'the intent before the call': { ports: withoutIntent },
  'the fingerprint check': { ignoresFingerprint: true, fromSeed: 100 },
  'that approvals grow old (1)': { ports: withoutApprovalAge },
  'the pause (2)': {
    ports: (...all) => ({ pauseSwitch: { pause: async () => null }, ...withoutPauseAtIntent(...all) }),
  },
  'that no intent is written while placing is paused': { ports: withoutPauseAtIntent },
  'the durability check (3)': { ports: withoutDurabilityCheck, kind: { endsOrders: false }, fromSeed: 100 },
  'the card as a second witness (4)': { ports: withoutCardWitness, kind: GOING_BACK },
  // As long as cards are witnesses and traces are found, the memory is hardly ever needed.
  'the memory of begun attempts (4)': {
    ports: (ports, story) => ({
      ...withoutCardWitness(ports),
      ...withoutOwnTrace(ports, story),
      ...withoutMemory(ports),
    }),
    kind: GOING_BACK,
    finds: /twice by one process/,
    fromSeed: 110,
  },
  'that only a process with the newest policy places (5)': {
    ports: withoutPolicyCheck,
    kind: { ...OTHER_SETTINGS, keepsOldPolicy: true },
  },
  'as many approvals as the policy in force requires (6)': { ports: withoutPolicyInForce, kind: OTHER_SETTINGS },
  'that what is free is so by the policy in force (6)': {
    ports: withoutRule,
    kind: { ...PLAIN, changesDomains: true, freesActs: true, changesSettings: true },
    finds: /the policy does not free it/,
    fromSeed: 30,
  },
  'the terms as their fingerprint names them (7)': { ports: withOtherTerms },
  'the limit of an order (8)': {
    ports: ({ limits }) => ({ limits: { ...limits, perOrderCents: limits.perDayCents } }),
  },
  'the limit of a day': { ports: withoutDayLimit },
  'the workspace as it was shown (9)': { ports: withoutWorkspaceCheck, kind: OTHER_SETTINGS },
  // Where prices may move at any moment, a call may well be dearer than the price a moment before.
  'the price of the last moment (10)': { ports: withoutPriceCheck, kind: { isInterrupted: false, endsOrders: false } },
  'that what is to end is what was shown (10)': {
    ports: withoutTargetCheck,
    kind: ENDING,
    finds: /other names or amount than approved/,
  },
  'that every login can be opened (11)': { ports: withoutLoginCheck, kind: OTHER_SETTINGS },
  'the look for our own trace (13)': {
    ports: withoutOwnTrace,
    kind: { goesBack: true, isInterrupted: false, endsOrders: false },
  },
  'that what is to end still runs (13)': { ports: withoutLookAtTarget, kind: ENDING, finds: /although it had ended/ },
  'the authority check of the last moment (14)': { ports: withoutAuthorityCheck },
  'that rights are asked after the reads (14)': { ports: withRightsOfBefore },
  'that look, turn and rights are recent (15)': {
    ports: withoutFreshness,
    kind: { ...PLAIN, hasPauses: true },
    toStand: 0.1,
    finds: /long after the last look/,
  },
  'the deadline of the call': { ports: withoutDeadline, kind: STANDING },
  'that a card that is gone is posted anew': {
    ports: withoutLostCards,
    kind: { ...PLAIN, losesCards: true },
    finds: /its card is lost/,
  },
  'that nothing is left to do for what is archived': {
    ports: withoutEffectsLeft,
    kind: ARCHIVING,
    finds: /archived with something left to do/,
  },
  'that only what ended is archived': { ports: withoutEnd, kind: ARCHIVING, finds: /archived while/ },
  'that a file has what is purged': { ports: withoutFiles, kind: ARCHIVING, finds: /in no file/ },
  'that a warrant is taken once': { ports: withSecondSending },
};
