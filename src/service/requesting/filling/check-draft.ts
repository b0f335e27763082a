import { worksOnName } from '../../../acts/claim.ts';
import { draftInput } from '../../../acts/custom_order/form/draft-input.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { type CheckedOrder, checkOrder } from '../../../acts/custom_order/rules/check-order.ts';
import { parseDomainName } from '../../../acts/custom_order/rules/domain-name.ts';
import type { CustomOrderInput } from '../../../acts/custom_order/rules/order-input.ts';
import { heldProblems } from '../../../acts/fill_form/held-problems.ts';
import { packageProblems } from '../../../acts/fixed_package/package-problems.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { OpenForm } from '../form/drafts.ts';
import { byName, takenNames } from '../names/taken-names.ts';

/** A form, and the order that its text stands for: hundreds of lines are parsed here, and not again on the way to a price. */
export interface ReadForm extends OpenForm {
  readonly input: CustomOrderInput;
}

/** Parses everything that is typed into a form. */
export const readForm = (form: OpenForm): ReadForm => ({ ...form, input: draftInput(form.draft) });

/** Checks a form against every rule that needs no call to the vendor, and against the names in other open orders. */
export async function checkDraft(orders: OrderStore, { draft, input }: ReadForm): Promise<CheckedOrder> {
  const names = namesIn(input);
  const { holds, package: chosen } = draft;
  if (!holds) {
    const checked = checkOrder(input, await takenNames(orders, names));
    return chosen ? withProblems(checked, packageProblems(input, chosen)) : checked;
  }
  // Whoever owns these names keeps them: only another one who works on them is in the way.
  const checked = checkOrder(input, byName(await orders.claimed(names.map(worksOnName))));
  return withProblems(checked, heldProblems(input, holds));
}

const withProblems = (checked: CheckedOrder, more: readonly Problem[]): CheckedOrder =>
  more.length === 0 ? checked : { ok: false, problems: [...(checked.ok ? [] : checked.problems), ...more] };

/** Every name in the form that is one, as it would be ordered. */
function namesIn({ lines }: CustomOrderInput): string[] {
  return lines
    .flatMap(({ domains }) => domains)
    .flatMap(({ name }) => {
      const parsed = parseDomainName(name);
      return parsed.ok ? [parsed.name] : [];
    });
}
