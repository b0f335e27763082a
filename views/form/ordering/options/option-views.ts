import type { ModalView } from '@slack/types';
import type { Option } from '../../../../src/acts/custom_order/options.ts';
import type { Problem } from '../../../../src/acts/custom_order/problem.ts';
import type { FormWithLogins } from '../../inputs.ts';
import type { FormPlace } from '../../metadata.ts';
import { aliasesView } from './aliases-view.ts';
import { couponView } from './coupon-view.ts';
import { pictureView } from './picture-view.ts';
import { sequencerView } from './sequencer-view.ts';

/** Draws a page of options; `trail` are the pages that it was come to from. */
export type DrawOption = (
  form: FormWithLogins,
  trail: readonly FormPlace[],
  problems?: readonly Problem[],
) => ModalView;

/** The page of each option. */
export const OPTION_VIEWS: Readonly<Record<Option, DrawOption>> = {
  aliases: aliasesView,
  coupon: couponView,
  picture: pictureView,
  sequencer: sequencerView,
};
