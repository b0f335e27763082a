import type { KnownBlock, ModalView } from '@slack/types';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { section } from '../../blocks.ts';
import { VIEW } from '../../ids.ts';
import { backRow, formPage, stepIndicator } from '../page.ts';
import { waitingHint } from '../waiting-hint.ts';

/** While the vendor is asked for the price; `token` tells this page from every other. */
export function pricingView(draft: OrderDraft, token: string | null = null): ModalView {
  const said = section(draft.holds ? CHECKING : PRICING);
  const blocks: KnownBlock[] = [stepIndicator(draft, 'Review'), said, backRow(), waitingHint()];
  return formPage(draft, { callbackId: VIEW.busy, blocks }, token);
}

const PRICING = '⏳ *Checking and pricing…*\nScaledMail is asked what this costs now. Nothing is ordered by that.';
const CHECKING = '⏳ *Checking…*\nScaledMail is asked whether this form still waits. Nothing is sent by that.';
