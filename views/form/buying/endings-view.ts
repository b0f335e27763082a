import type { ModalView } from '@slack/types';
import { MOST_ENDINGS } from '../../../src/acts/buy_domains/read-query.ts';
import { actions, button } from '../../blocks.ts';
import { ACTION, FORM } from '../../ids.ts';
import { plain } from '../../words/text.ts';
import { textField } from '../inputs.ts';
import { buyMetadata } from '../metadata.ts';
import { BUY_TITLE, type BuyFormToDraw } from './buy-view.ts';

/** With which endings words are searched for. */
export const endingsView = ({ id, endings, fill }: BuyFormToDraw): ModalView => ({
  type: 'modal',
  callback_id: FORM.buyEndings,
  private_metadata: buyMetadata(id),
  title: plain(BUY_TITLE, 24),
  submit: plain('Use these', 24),
  close: plain('Cancel', 24),
  blocks: [
    textField('buy_endings', fill, {
      label: 'Endings',
      value: endings.map((ending) => `.${ending}`).join(' '),
      hasFocus: true,
      maxLength: 300,
      placeholder: '.com .io .net',
      hint: `With spaces between them, at most ${MOST_ENDINGS}.`,
    }),
    actions(button(ACTION.back, '‹ Back')),
  ],
});

/** Said below the field when it holds no endings. */
export const NOT_ENDINGS = `Please write one to ${MOST_ENDINGS} endings, such as .com .io, in letters from a to z.`;
