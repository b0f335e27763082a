import type { Button } from '@slack/types';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { button } from '../../blocks.ts';
import { ACTION } from '../../ids.ts';
import { counted } from '../../words/text.ts';

/** What takes back that lines were left out; nothing when none were. */
export const putBackButtons = ({ leftLines = [] }: OrderDraft): Button[] =>
  leftLines.length === 0 ? [] : [button(ACTION.putLinesBack, `Put ${counted(leftLines.length, 'line')} back`)];
