import { DraftMetadata } from '../../../views/form/metadata.ts';
import type { FilledPage } from '../../service/requesting/form/own-form.ts';
import type { UserId } from '../../values/ids.ts';
import { formValues, typedFields } from '../receive/form-values.ts';
import type { ViewPayload } from '../receive/payloads.ts';

/** What a form that cannot be found any more says. */
export const FORGOTTEN =
  'This form was left alone for a week, or deleted, and is forgotten. `/scaledmail orders` shows what was sent for approval; what was not, please start again.';

/** Which draft a view of the order form shows; null when it names none. */
export const draftIdOf = (view: ViewPayload): string | null =>
  DraftMetadata.safeParse(JSON.parse(view.private_metadata || '{}')).data?.draftId ?? null;

/** A page of the order form, with what stands in it now. */
export const filledPage = (view: ViewPayload, by: UserId): FilledPage => ({
  draftId: draftIdOf(view),
  by,
  typed: typedFields(formValues(view.state?.values ?? {})),
});
