import type { PlainTextOption, StaticSelect } from '@slack/types';
import { ACTION, NEW_ACTS, type NewAct } from '../ids.ts';
import { plain } from '../words/text.ts';

/** What can be asked for, as somebody chooses it. A choice without its words does not compile. */
const WORDS: Readonly<Record<NewAct, string>> = {
  order: 'Mailboxes on domains',
  plan: 'Mailboxes, by volume of email',
  domains: 'New domains',
  prewarmed: 'Pre-warmed inboxes',
  cancel: 'The end of an order',
};

/** *New…*: everything that can be asked for. To choose from all that runs at ScaledMail is for those who can decide. */
export function newMenu(mayDecide: boolean): StaticSelect {
  const offered = NEW_ACTS.filter((act) => mayDecide || act !== 'cancel');
  return {
    type: 'static_select',
    action_id: ACTION.newAct,
    placeholder: plain('New…', 150),
    options: offered.map((act): PlainTextOption => ({ text: plain(WORDS[act], 75), value: act })),
  };
}
