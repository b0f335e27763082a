import type { OrderDraft } from '../orders/draft.ts';
import { draftInput } from '../orders/draft-input.ts';
import type { Problem } from '../orders/problem.ts';
import { EMAIL_PROVIDERS } from '../orders/purchase.ts';
import { type CheckedOrder, checkOrder } from '../orders/rules/check-order.ts';
import { parseDomainLines } from '../orders/rules/domain-lines.ts';
import { parseDomainName } from '../orders/rules/domain-name.ts';
import type { OrderStore } from './ports.ts';

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
