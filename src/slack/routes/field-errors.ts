import { type FormField, fieldBlockId } from '../../../views/form-fields.ts';
import type { ViewPayload } from '../receive/payloads.ts';
import type { Submitted } from './route.ts';

/** An error at a field, whose block id with its fill count is taken from what was sent. */
export const fieldErrorsAt = (view: ViewPayload, field: FormField, sentence: string): Submitted =>
  errorsAtFields(view, [[field, sentence]]);

/** The same at several fields. */
export function errorsAtFields(view: ViewPayload, told: readonly (readonly [FormField, string])[]): Submitted {
  const blockIds = Object.keys(view.state?.values ?? {});
  const blockIdOf = (field: FormField) => blockIds.find((id) => id.startsWith(`${field}.`)) ?? fieldBlockId(field, 0);
  const errors = Object.fromEntries(told.map(([field, sentence]) => [blockIdOf(field), sentence]));
  return { ack: { response_action: 'errors', errors } };
}
