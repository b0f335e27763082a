import { lineProblem, type Problem } from '../problem.ts';
import { PROVIDER_FACTS } from '../provider-facts.ts';
import type { LineInput } from './order-input.ts';

/** Problems of the aliases of a provider that belong to no domain: lines nobody can read, strange domains, too few patterns. */
export function aliasLineProblems(line: LineInput): Problem[] {
  const { provider, strayAliases = [], unreadAliases = [] } = line;
  const field = `aliases_${provider}` as const;
  return [
    ...unreadAliases.map((unread) => lineProblem(field, unread.line, unread.code, unread.message)),
    ...strayAliases.map((stray) => {
      const message = `“${stray.name}” is not among the ${PROVIDER_FACTS[provider].label} domains of this order.`;
      return lineProblem(field, stray.line, 'alias_of_no_domain', message);
    }),
    ...shortProblems(line),
  ];
}

/** Told once for all domains, with what to do. */
function shortProblems({ provider, shortAliases = [] }: LineInput): Problem[] {
  const [first, ...others] = shortAliases.toSorted((left, right) => left.made - right.made);
  if (!first) return [];
  const wanted = PROVIDER_FACTS[provider].mailboxesPerDomain;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const unwritable = new Set(
    shortAliases.flatMap((each) => each.unwritable.map(({ firstName, lastName }) => `${firstName} ${lastName}`)),
  );
  const spelled = [...unwritable].map(
    (name) => ` ${name} cannot be written in the letters a to z: write these aliases as your own lines.`,
  );
  const missing = wanted - first.made;
  const message = `${first.made} of ${wanted} aliases can be made for ${first.name}${more}; ${missing} ${missing === 1 ? 'is' : 'are'} missing. Tick more patterns, or add a sender.${spelled.join('')}`;
  return [lineProblem(`aliases_${provider}`, null, 'alias_count', message)];
}
