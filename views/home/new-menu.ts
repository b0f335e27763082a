import type { PlainTextOption, StaticSelect } from '@slack/types';
import { ACTION, NEW_ACTS, type NewAct } from '../ids.ts';
import { plain } from '../words/text.ts';

/** What can be asked for, as somebody chooses it. A choice without its words does not compile. */
const WORDS: Readonly<Record<NewAct, string>> = {
  order: 'Mailboxes on domains',
  plan: 'Mailboxes, by volume of email',
  domains: 'New domains',
  prewarmed: 'Pre-warmed inboxes',
  forms: 'Names for paid domains',
  cancel: 'The end of an order',
  workspace: 'A new workspace',
};

/** For those who can decide: they work on what stands at ScaledMail, whoever made it. */
const FOR_DECIDERS: readonly NewAct[] = ['forms', 'cancel'];

/** Who opens the menu, and whether the operator said where new workspaces are asked for. */
export interface NewMenuOf {
  readonly mayDecide: boolean;
  readonly takesWorkspaces: boolean;
}

/**
 * *New…*: everything that can be asked for and needs no order to begin with. Whether forms wait is not read for it: what it opens
 * says when none does.
 */
export function newMenu({ mayDecide, takesWorkspaces }: NewMenuOf): StaticSelect {
  const isOffered = (act: NewAct) => (act === 'workspace' ? takesWorkspaces : mayDecide || !FOR_DECIDERS.includes(act));
  const offered = NEW_ACTS.filter(isOffered);
  return {
    type: 'static_select',
    action_id: ACTION.newAct,
    placeholder: plain('New…', 150),
    options: offered.map((act): PlainTextOption => ({ text: plain(WORDS[act], 75), value: act })),
  };
}
