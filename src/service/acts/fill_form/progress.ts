import { domainNames } from '../../../acts/custom_order/custom-order.ts';
import type { FillForm } from '../../../acts/fill_form/fill-form.ts';
import type { Progress, ProgressReads } from '../act-at-vendor.ts';
import { seenForm } from './seen-form.ts';

/** It is done when its form waits no more, whoever filled it in. Null when the list does not tell. */
export async function fillFormProgress(reads: Pick<ProgressReads, 'forms'>, act: FillForm): Promise<Progress | null> {
  const forms = await reads.forms();
  const seen = forms && seenForm(forms, act.form.uuid);
  if (!seen || seen.stands === 'unclear') return null;
  const isDone = seen.stands === 'gone';
  return { ready: isDone ? domainNames(act) : [], isDone, unread: [], isToGoOn: false, readAgainAt: null };
}
