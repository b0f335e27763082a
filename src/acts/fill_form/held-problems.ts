import { fieldProblem, lineProblem, type Problem } from '../custom_order/problem.ts';
import { domainsField } from '../custom_order/rules/check-order.ts';
import { parseDomainName } from '../custom_order/rules/domain-name.ts';
import type { CustomOrderInput } from '../custom_order/rules/order-input.ts';
import type { HeldForm } from './held-form.ts';

/** Most names of a sentence. */
const MOST_NAMED = 10;

/** What of the domains in a form is not as the vendor asks for it: names that are no part of it, and those that are missing. */
export function heldProblems({ lines }: Pick<CustomOrderInput, 'lines'>, { names }: HeldForm): Problem[] {
  const wanted = new Set(names);
  const given = new Set<string>();
  const strangers: Problem[] = [];
  for (const { provider, domains } of lines) {
    for (const { line, name } of domains) {
      const parsed = parseDomainName(name);
      if (!parsed.ok) continue;
      given.add(parsed.name);
      if (wanted.has(parsed.name)) continue;
      const message = `${parsed.name} is none of the domains that wait here.`;
      strangers.push(lineProblem(domainsField(provider), line, 'domain_not_of_form', message));
    }
  }
  const missing = names.filter((name) => !given.has(name));
  const [first] = lines;
  if (missing.length === 0 || !first) return strangers;
  const named = missing.slice(0, MOST_NAMED).join(', ');
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  const message = `Missing: ${named}${more}. ScaledMail takes all of them at once.`;
  return [...strangers, fieldProblem(domainsField(first.provider), 'domains_of_form_missing', message)];
}
