import { fieldProblem, type Problem } from '../custom_order/problem.ts';
import { domainsField } from '../custom_order/rules/check-order.ts';
import type { CustomOrderInput } from '../custom_order/rules/order-input.ts';
import { type ChosenPackage, domainsOfPackage } from './chosen-package.ts';

/**
 * Whether a form has as many domains as its package asks for: ScaledMail takes no other number.
 * Source: docs/vendor/openapi.yaml, "createOrder".
 */
export function packageProblems({ lines }: Pick<CustomOrderInput, 'lines'>, chosen: ChosenPackage): Problem[] {
  const { provider } = chosen.offer;
  const count = lines.flatMap(({ domains }) => domains).length;
  const wanted = domainsOfPackage(chosen);
  if (count === wanted) return [];
  const message = `This package takes exactly ${wanted === 1 ? '1 domain' : `${wanted} domains`}; ${count === 1 ? 'this is 1' : `these are ${count}`}.`;
  return [fieldProblem(domainsField(provider), 'domains_of_package', message)];
}
