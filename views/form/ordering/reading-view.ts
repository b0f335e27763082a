import type { KnownBlock, ModalView } from '@slack/types';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { section } from '../../blocks.ts';
import { VIEW } from '../../ids.ts';
import { fileName } from '../../words/input/file-trouble.ts';
import { escapeText } from '../../words/text.ts';
import { backRow, formPage, stepIndicator } from '../page.ts';
import { waitingHint } from '../waiting-hint.ts';

/** While a file is read; `token` tells this page from every other. */
export function readingView(draft: OrderDraft, token: string | null = null): ModalView {
  const name = draft.upload?.name ?? draft.sheet?.name ?? 'the file';
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Domains'),
    section(`⏳ *Reading ${escapeText(fileName(name))}…*`),
    backRow(),
    waitingHint(),
  ];
  return formPage(draft, { callbackId: VIEW.busy, blocks }, token);
}
