import type { FormTrouble } from '../../../src/acts/fill_form/waiting-form.ts';
import type { AuthorityRefusal } from '../../../src/orders/approval/policy.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { refusalMessage } from './refusal.ts';

/** Why nobody can begin to fill in a form. */
export type CannotFill =
  | { readonly refusal: AuthorityRefusal | 'form_gone' | 'form_unnamed' }
  | { readonly refusal: 'claimed'; readonly by: Reference };

/** Why a form cannot be filled in now, and the next step. */
const TROUBLE_TEXTS: Readonly<Record<FormTrouble, string>> = {
  form_gone:
    'ScaledMail does not list this form any more: somebody filled it in, or its order ended. Nothing was sent, and nothing is left to do here.',
  form_changed:
    'ScaledMail asks for other domains in this form by now. Nothing was sent. Please start again from the list of paid domains.',
  form_unclear:
    'ScaledMail’s list of forms cannot be read whole right now, so nobody can tell whether this one still waits. Nothing was sent. Please try again in a moment.',
};

/** See `TROUBLE_TEXTS`. */
export const formTroubleText = (trouble: FormTrouble): string => TROUBLE_TEXTS[trouble];

/** Whether a refusal is about the form at ScaledMail. */
export const isFormTrouble = (refusal: string): refusal is FormTrouble => Object.hasOwn(TROUBLE_TEXTS, refusal);

/** See `CannotFill`. */
export function cannotFillText(refused: CannotFill): string {
  switch (refused.refusal) {
    case 'claimed':
      return `Order \`${refused.by}\` fills this form in already. \`/scaledmail status ${refused.by}\` shows where it stands.`;
    case 'form_unnamed':
      return 'ScaledMail does not say which domains this form is for, so it cannot be filled in here. Please fill it in on ScaledMail’s own pages.';
    case 'form_gone':
      return TROUBLE_TEXTS.form_gone;
    default:
      return refusalMessage(refused.refusal, null);
  }
}
