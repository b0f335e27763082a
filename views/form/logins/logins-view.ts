import type { Button, KnownBlock, ModalView, SectionBlock } from '@slack/types';
import {
  type ListedLogin,
  type LoginKind,
  loginKey,
  type SavedLogin,
} from '../../../src/acts/custom_order/saved-login.ts';
import { actions, button, context, greyLine, plainSection, section } from '../../blocks.ts';
import { ACTION, VIEW } from '../../ids.ts';
import { dayInZone, inPlain, oneLine, plain, truncate, type Words } from '../../words/text.ts';

/** Title of the list, and of the page of each. */
export const LOGINS_TITLE = 'Saved logins';

/** Rows of a page: two blocks each. */
export const LOGINS_PER_PAGE = 20;

/** What a login is for. */
export const KIND_WORDS: Readonly<Record<LoginKind, string>> = { hosting: 'registrar', sequencer: 'sending tool' };

/** The logins that somebody may do something with, a page of them. `said` is what they did a moment ago. */
export function loginsView(logins: readonly ListedLogin[], offset = 0, said: string | null = null): ModalView {
  const first = offset < logins.length ? offset : 0;
  const rows = logins.slice(first, first + LOGINS_PER_PAGE);
  return {
    type: 'modal',
    callback_id: VIEW.logins,
    title: plain(LOGINS_TITLE, 24),
    close: plain('Close', 24),
    blocks: [
      ...(said === null ? [] : [section(said)]),
      ...(rows.length === 0 ? [section(NOTHING)] : rows.flatMap(rowOf)),
      actions(button(ACTION.addLogin, 'Add a login…'), ...pageButtons(first, logins.length)),
      ...(logins.length > LOGINS_PER_PAGE ? [context(`${first + 1}–${first + rows.length} of ${logins.length}`)] : []),
      context('User names and passwords are sealed, and shown to nobody. An order has a copy of its own.'),
    ],
  };
}

const NOTHING =
  'No login is kept. Add one here, or give the one that you type into the order form a name under *Keep it as*.';

function pageButtons(first: number, total: number): Button[] {
  const before = button(ACTION.showLogins, '‹ Previous', { value: String(Math.max(0, first - LOGINS_PER_PAGE)) });
  const after = button(ACTION.moreLogins, 'Next ›', { value: String(first + LOGINS_PER_PAGE) });
  return [...(first > 0 ? [before] : []), ...(first + LOGINS_PER_PAGE < total ? [after] : [])];
}

/** `porkbun-main · Porkbun · registrar`, and below it whose it is and when it was used. */
function rowOf(row: ListedLogin): KnownBlock[] {
  const { login, owner, hasLeft } = row;
  const line: SectionBlock = plainSection(
    `${inPlain(login.name)} · ${inPlain(login.provider)} · ${KIND_WORDS[login.kind]}`,
  );
  const [pressed] = owner === null ? [changeButton(login)] : hasLeft ? [removeLoginButton(login)] : [];
  return [pressed ? { ...line, accessory: pressed } : line, greyLine(...ownerParts(row), usedText(login))];
}

function ownerParts({ login, owner, hasLeft }: ListedLogin): (string | Words)[] {
  if (owner === null) return [login.isShared ? 'Yours, others may use it' : 'Yours, for you alone'];
  return hasLeft
    ? [{ words: owner }, 'has left: nobody can use it, and who can decide may remove it']
    : [{ words: owner }];
}

const usedText = ({ usedAt }: SavedLogin): string => (usedAt === null ? 'not used yet' : `used ${dayInZone(usedAt)}`);

const changeButton = (login: SavedLogin): Button =>
  readOut(button(ACTION.changeLogin, 'Change…', { value: loginKey(login) }), login);

/** Asks once more: what is removed is gone. */
export const removeLoginButton = (login: SavedLogin): Button => ({
  ...readOut(button(ACTION.removeLogin, 'Remove', { value: loginKey(login) }), login),
  confirm: {
    title: plain('Remove this login?', 100),
    text: plain(
      `${inPlain(login.name)} cannot be chosen any more, and its password is erased. Orders that were asked for with it have copies of their own.`,
      300,
    ),
    confirm: plain('Remove', 30),
    deny: plain('Not now', 30),
    style: 'danger',
  },
});

/** What is read out of a button, in Slack's 75 characters. */
const readOut = (drawn: Button, { name }: SavedLogin): Button => ({
  ...drawn,
  accessibility_label: truncate(`${drawn.text.text}, ${oneLine(name)}`, 75),
});
