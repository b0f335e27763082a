import type { PlainTextOption } from '@slack/types';
import { DraftMetadata } from '../../../views/form/metadata.ts';
import { ACTION } from '../../../views/ids.ts';
import type { OptionsPayload } from '../receive/payloads.ts';
import type { RouteContext } from './route-context.ts';

export type OptionsRoute = (context: RouteContext, payload: OptionsPayload) => Promise<PlainTextOption[]>;

/** Slack shows at most so many options, each of at most so many characters. Source: docs/slack.md, "Limits". */
const MAX_OPTIONS = 100;
const MAX_OPTION_LENGTH = 75;

/** Unused purchased names for the picker; a name too long for an option can still be typed. */
const pickNames: OptionsRoute = async ({ useCases }, { view, value, user }) => {
  const metadata = DraftMetadata.safeParse(JSON.parse(view?.private_metadata || '{}'));
  const draft = metadata.success ? await useCases.drafts.load(metadata.data.draftId) : null;
  if (!draft?.workspaceId || draft.ownerId !== user.id) return [];
  const names = await useCases.purchasedNames(draft.workspaceId, value, MAX_OPTIONS);
  return names
    .filter((name) => name.length <= MAX_OPTION_LENGTH)
    .map((name) => ({ text: { type: 'plain_text', text: name }, value: name }));
};

/** Every menu that asks for its options. */
export const OPTIONS_ROUTES: ReadonlyMap<string, OptionsRoute> = new Map([[ACTION.pickNames, pickNames]]);
