import { type FormField, fieldBlockId } from '../../../views/form-fields.ts';
import type { ViewPayload } from '../receive/payloads.ts';
import type { Submitted } from './route.ts';

/** An error at a field, whose block id with its fill count is taken from what was sent. */
export function fieldErrorsAt(view: ViewPayload, field: FormField, sentence: string): Submitted {
  const blockIds = Object.keys(view.state?.values ?? {});
  const blockId = blockIds.find((id) => id.startsWith(`${field}.`)) ?? fieldBlockId(field, 0);
  return { ack: { response_action: 'errors', errors: { [blockId]: sentence } } };
}
