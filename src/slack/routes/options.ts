import { MENU, type MenuId } from '../../../views/ids.ts';
import { draftIdOf } from './filled-page.ts';
import type { OptionsRoute } from './route.ts';

/** Slack shows at most so many options, each of at most so many characters. Source: docs/slack.md, "Limits". */
const MAX_OPTIONS = 100;
const MAX_OPTION_LENGTH = 75;

/** Unused purchased names for the picker; a name too long for an option can still be typed. */
const pickNames: OptionsRoute = async ({ useCases }, { view, value, user }) => {
  const form = { draftId: view ? draftIdOf(view) : null, by: user.id };
  const names = await useCases.purchasedNames(form, value, MAX_OPTIONS);
  return names
    .filter((name) => name.length <= MAX_OPTION_LENGTH)
    .map((name) => ({ text: { type: 'plain_text', text: name }, value: name }));
};

/** Every menu that asks for its options. */
export const OPTIONS_ROUTES: ReadonlyMap<string, OptionsRoute> = new Map(
  Object.entries({ [MENU.pickNames]: pickNames } satisfies Record<MenuId, OptionsRoute>),
);
