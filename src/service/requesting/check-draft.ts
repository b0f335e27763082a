import { EMAIL_PROVIDERS } from '../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import { draftInput } from '../../acts/custom_order/draft-input.ts';
import type { Problem } from '../../acts/custom_order/problem.ts';
import { type CheckedOrder, checkOrder } from '../../acts/custom_order/rules/check-order.ts';
import { parseDomainLines } from '../../acts/custom_order/rules/domain-lines.ts';
import { parseDomainName } from '../../acts/custom_order/rules/domain-name.ts';
import type { OrderStore } from '../ports/order-store.ts';

/**
 * Checks a form against every rule that needs no call to the vendor, and against the names in other open orders. The login
 * counts as there once it is asked for: `withHosting` is false on the page before.
 */
export async function checkDraft(
  orders: OrderStore,
  draft: OrderDraft,
  { withHosting }: { withHosting: boolean },
): Promise<CheckedOrder> {
  const taken = await orders.namesInUse(typedNames(draft));
  const checked = checkOrder(draftInput(draft), taken);
  if (checked.ok || withHosting) return checked;
  const problems = checked.problems.filter((problem) => !isAboutHosting(problem));
  return { ok: false, problems };
}

const isAboutHosting = (problem: Problem): boolean => problem.field.startsWith('hosting_');

/** Every name in the form that is one, as it would be ordered. */
function typedNames(draft: OrderDraft): string[] {
  return EMAIL_PROVIDERS.flatMap((provider) => [
    ...parseDomainLines(draft.domainText[provider] ?? '').map(({ name }) => name),
    ...(draft.pickedNames[provider] ?? []),
  ]).flatMap((typed) => {
    const parsed = parseDomainName(typed);
    return parsed.ok ? [parsed.name] : [];
  });
}
