import { EMAIL_PROVIDERS } from './custom-order.ts';
import type { OrderField } from './problem.ts';

/** What of an order may be left out, and has a page of its own in the form. */
export const OPTIONS = ['aliases', 'coupon', 'picture', 'sequencer'] as const;
export type Option = (typeof OPTIONS)[number];

/** The fields of each page. */
export const OPTION_FIELDS: Readonly<Record<Option, readonly OrderField[]>> = {
  aliases: EMAIL_PROVIDERS.map((provider) => `aliases_${provider}` as const),
  coupon: ['coupon'],
  picture: ['profile_picture'],
  sequencer: [
    'sequencer_saved',
    'sequencer_provider',
    'sequencer_username',
    'sequencer_password',
    'sequencer_link',
    'sequencer_workspace',
    'sequencer_tag',
    'sequencer_keep',
  ],
};

/** The page that a field is on; null for one of the pages that everybody fills in. */
export const optionOf = (field: OrderField): Option | null =>
  OPTIONS.find((option) => OPTION_FIELDS[option].includes(field)) ?? null;
