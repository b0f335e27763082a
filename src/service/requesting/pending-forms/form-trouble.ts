import type { HeldForm } from '../../../acts/fill_form/held-form.ts';
import type { FormTrouble } from '../../../acts/fill_form/waiting-form.ts';
import { isSameSet, seenForm } from '../../acts/fill_form/seen-form.ts';
import type { Vendor } from '../../ports/vendor.ts';

/** Why a form cannot be filled in now; null when it waits for these names. Throws what vendor reads throw. */
export async function formTrouble(
  vendor: Vendor,
  workspaceId: string,
  { uuid, names }: Pick<HeldForm, 'uuid' | 'names'>,
): Promise<FormTrouble | null> {
  const seen = seenForm(await vendor.pendingForms(workspaceId, 'person'), uuid);
  switch (seen.stands) {
    case 'waits':
      return isSameSet(seen.form.names, names) ? null : 'form_changed';
    case 'gone':
      return 'form_gone';
    case 'unclear':
      return 'form_unclear';
  }
}
