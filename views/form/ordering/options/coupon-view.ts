import type { ModalView } from '@slack/types';
import type { Problem } from '../../../../src/acts/custom_order/problem.ts';
import { FORM } from '../../../ids.ts';
import { type FormToDraw, textField } from '../../inputs.ts';
import type { FormPlace } from '../../metadata.ts';
import { backRow, formPage, problemBlocks } from '../../page.ts';
import { optionStep } from './step.ts';

/** The page with the coupon. What it gives is known to nobody before ScaledMail charges. */
export function couponView(
  { draft, fill }: FormToDraw,
  trail: readonly FormPlace[],
  problems: readonly Problem[] = [],
): ModalView {
  return formPage(draft, {
    callbackId: FORM.coupon,
    submit: 'Save',
    trail,
    blocks: [
      optionStep(draft, trail),
      ...problemBlocks(problems),
      textField('coupon', fill, {
        label: 'Coupon',
        hasFocus: true,
        value: draft.coupon ?? '',
        hint: 'Sent to ScaledMail as it stands here. Prices are shown before the coupon; ScaledMail may refuse an order with a wrong one. Empty for none.',
        isOptional: true,
        maxLength: 100,
      }),
      backRow(),
    ],
  });
}
