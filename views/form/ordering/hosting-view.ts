import type { KnownBlock, ModalView } from '@slack/types';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import { FORM } from '../../ids.ts';
import { type FormWithLogins, textField } from '../inputs.ts';
import type { FormPlace } from '../metadata.ts';
import { backRow, formPage, problemBlocks, stepIndicator } from '../page.ts';
import { keepLoginFields, loginNotice, savedLoginFields, secretFields } from './login-fields.ts';

/**
 * The page for domains held elsewhere: where, and the login that ScaledMail needs there. Never draws a saved login. `trail` are
 * the pages that it was come to from, when it was opened like an option.
 */
export function hostingView(
  form: FormWithLogins,
  problems: readonly Problem[] = [],
  trail: readonly FormPlace[] = [],
): ModalView {
  const { draft } = form;
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Hosting'),
    ...problemBlocks(problems),
    ...hostingFields(form),
    backRow(),
  ];
  return formPage(draft, { callbackId: FORM.hosting, submit: trail.length === 0 ? 'Review' : 'Save', trail, blocks });
}

/** What of any form its fields with a hosting login draw. */
export interface HostingToDraw extends Pick<FormWithLogins, 'fill' | 'offered'> {
  readonly draft: Pick<FormWithLogins['draft'], 'hosting' | 'logins'>;
}

/** Where names are held, and the login that ScaledMail needs there. */
export function hostingFields(form: HostingToDraw): KnownBlock[] {
  const { draft, fill, offered } = form;
  const { hosting } = draft;
  const isSaved = (hosting?.loginId ?? null) !== null;
  return [
    loginNotice('ScaledMail sets the domains up at your registrar, and needs its login for that.'),
    ...savedLoginFields('hosting', form),
    textField('hosting_provider', fill, {
      label: 'Registrar',
      hasFocus: offered.length === 0,
      isOptional: offered.length > 0,
      value: hosting?.provider ?? '',
      placeholder: 'Namecheap',
      maxLength: 100,
    }),
    ...secretFields('hosting', fill, { isKept: isSaved, isOptional: offered.length > 0 }),
    textField('hosting_link', fill, {
      label: 'Login page',
      value: hosting?.link ?? '',
      placeholder: 'https://www.namecheap.com/myaccount/login/',
      isOptional: true,
      maxLength: 500,
    }),
    ...keepLoginFields('hosting', form),
  ];
}
