import type { KnownBlock } from '@slack/types';
import { context } from '../blocks.ts';

/** Slack may not take the page with the answer for as long as it is tried, and then nothing else can be shown: this says what to do. */
const STAYS = 'Still here after two minutes? Slack did not take the answer.';

/** Below a page that waits and has *‹ Back*. */
export const waitingHint = (): KnownBlock => context(`${STAYS} Press *‹ Back*: what you typed is kept.`);

/** Below a page that may have sent something: the way back shows what became of it. */
export const waitingHintToLook = (): KnownBlock => context(`${STAYS} Press *‹ Back*: it shows where this stands.`);

/** Below what waits on a page whose fields stay. */
export const waitingHintInPlace = (): KnownBlock => context(`${STAYS} Press Enter in the field once more.`);

/** Below a page that waits and can only be closed. */
export const waitingHintToClose = (): KnownBlock => context(`${STAYS} Close this and look again.`);
