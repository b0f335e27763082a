import { z } from 'zod';
import type { CallOutcome } from '../../service/ports/vendor.ts';
import { type Answer, classOf, jsonOf, unfamiliar } from './answer.ts';
import { wordsOf } from './known-words.ts';

/** What takes a yes back, as far as anybody knows. */
const No = z.union([
  z.looseObject({ success: z.literal(false) }),
  z.looseObject({ error: z.unknown().refine((error) => error !== undefined && error !== null && error !== '') }),
  z.looseObject({ errors: z.unknown().refine((errors) => errors !== undefined && errors !== null) }),
]);
const AnyObject = z.looseObject({});

/** Nothing at all, or an object of any shape that does not say no. A page of HTML is what a server has for paths of others. */
function isAccepted(answer: Answer): boolean {
  if (answer.text.trim() === '') return true;
  const json = jsonOf(answer);
  return AnyObject.safeParse(json).success && !Array.isArray(json) && !No.safeParse(json).success;
}

/**
 * What an answer to a call for a new workspace says. No document tells its shape, so a 2xx is taken for accepted, and for no
 * more: only the list of workspaces proves that it was made. Pure.
 * Source: docs/vendor/notes.md, "Endpoints", row 2; docs/vendor/openapi.yaml, "createWorkspace" (inferred).
 */
export function workspaceOutcome(answer: Answer, hasLogins: boolean, apiKey: string): CallOutcome {
  const message = wordsOf(answer.text, hasLogins, apiKey);
  switch (classOf(answer.status)) {
    case 'success':
      return isAccepted(answer) ? { type: 'confirmed', vendorOrderId: null } : unfamiliar(answer, hasLogins, apiKey);
    case 'too_many':
      return { type: 'not_sent', reason: 'rate_limited' };
    case 'gave_up':
      return { type: 'no_answer' };
    case 'failed':
      return { type: 'server_error', message };
    case 'refused':
      return { type: 'rejected', message };
    case 'redirect':
      return unfamiliar(answer, hasLogins, apiKey);
  }
}
