import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { MAX_LOGIN_NAME } from '../../../src/acts/custom_order/rules/saved-logins.ts';
import { LOGIN_KINDS, loginKey, type SavedLogin } from '../../../src/acts/custom_order/saved-login.ts';
import { actions, button, context } from '../../blocks.ts';
import { FIELD_ACTION } from '../../form-fields.ts';
import { ACTION, FORM } from '../../ids.ts';
import { capital, plain } from '../../words/text.ts';
import { choice, inputBlock, textField } from '../inputs.ts';
import type { LoginMetadata } from '../metadata.ts';
import { secretFields, sharingField } from '../ordering/login-fields.ts';
import { KIND_WORDS, LOGINS_TITLE, removeLoginButton } from './logins-view.ts';

/** The fields are filled in once: the page is never updated in place with others. */
const FILL = 0;

/** The page on which somebody adds a login, or changes one of their own. What is sealed is never drawn. */
export function loginView(login: SavedLogin | null): ModalView {
  const metadata: LoginMetadata = login && { key: loginKey(login), version: login.version };
  const blocks: KnownBlock[] = [
    login
      ? context(`For a ${KIND_WORDS[login.kind]}. What is changed here changes no order that was asked for.`)
      : kindField(),
    textField('hosting_keep', FILL, {
      label: 'Name',
      hasFocus: true,
      value: login?.name ?? '',
      placeholder: 'porkbun-main',
      hint: 'Approvers see it with your name.',
      maxLength: MAX_LOGIN_NAME,
    }),
    textField('hosting_provider', FILL, {
      label: 'Registrar or sending tool',
      value: login?.provider ?? '',
      placeholder: 'Porkbun',
      maxLength: 100,
    }),
    ...secretFields('hosting', FILL, { isKept: login !== null }),
    textField('hosting_link', FILL, {
      label: 'Login page',
      value: login?.link ?? '',
      placeholder: 'https://porkbun.com/account/login',
      isOptional: true,
      maxLength: 500,
    }),
    sharingField('hosting_sharing', FILL, login?.isShared ?? false),
    actions(button(ACTION.showLogins, '‹ Back', { value: '0' }), ...(login ? [removeLoginButton(login)] : [])),
  ];
  return {
    type: 'modal',
    callback_id: FORM.login,
    private_metadata: JSON.stringify(metadata),
    title: plain(LOGINS_TITLE, 24),
    submit: plain('Save', 24),
    close: plain('Cancel', 24),
    blocks,
  };
}

function kindField(): InputBlock {
  const options = LOGIN_KINDS.map((kind) => choice(kind, capital(KIND_WORDS[kind])));
  const [first] = options;
  return inputBlock('login_kind', FILL, {
    label: 'What is it for?',
    element: {
      type: 'radio_buttons',
      action_id: FIELD_ACTION,
      options,
      ...(first ? { initial_option: first } : {}),
    },
  });
}
