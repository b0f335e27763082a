import type { KnownBlock, ModalView } from '@slack/types';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import { section } from '../../blocks.ts';
import { FORM } from '../../ids.ts';
import { type FormWithLogins, textField } from '../inputs.ts';
import type { FormPlace } from '../metadata.ts';
import { backRow, formPage, problemBlocks, stepIndicator } from '../page.ts';
import { keepLoginFields, savedLoginFields } from './login-fields.ts';

/**
 * The page for domains held elsewhere: where, and the login that ScaledMail needs there. Never draws a saved login. `trail` are
 * the pages that it was come to from, when it was opened like an option.
 */
export function hostingView(
  form: FormWithLogins,
  problems: readonly Problem[] = [],
  trail: readonly FormPlace[] = [],
): ModalView {
  const { draft, fill, offered } = form;
  const { hosting } = draft;
  const isSaved = (hosting?.loginId ?? null) !== null;
  const keep = isSaved ? 'Kept, not shown. Leave empty to keep it.' : null;
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Hosting'),
    ...problemBlocks(problems),
    section(
      '🔒 ScaledMail sets the domains up at your registrar, and needs its login for that. It is stored encrypted, sent to ScaledMail once, after the approval, and then erased, unless you keep it by name. It is never shown again; approvers do not see it.',
    ),
    ...savedLoginFields('hosting', form),
    textField('hosting_provider', fill, {
      label: 'Registrar',
      hasFocus: offered.length === 0,
      isOptional: offered.length > 0,
      value: hosting?.provider ?? '',
      placeholder: 'Namecheap',
      maxLength: 100,
    }),
    textField('hosting_username', fill, {
      label: 'User name',
      isOptional: isSaved || offered.length > 0,
      maxLength: 200,
      ...(keep === null ? {} : { hint: keep }),
    }),
    textField('hosting_password', fill, {
      label: 'Password',
      isOptional: isSaved || offered.length > 0,
      maxLength: 500,
      hint: keep ?? 'Slack shows it while you type: mind who can see your screen.',
    }),
    textField('hosting_link', fill, {
      label: 'Login page',
      value: hosting?.link ?? '',
      placeholder: 'https://www.namecheap.com/myaccount/login/',
      isOptional: true,
      maxLength: 500,
    }),
    ...keepLoginFields('hosting', form),
    backRow(),
  ];
  return formPage(draft, { callbackId: FORM.hosting, submit: trail.length === 0 ? 'Review' : 'Save', trail, blocks });
}
