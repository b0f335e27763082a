import { nearestName } from '../../values/nearest-name.ts';
import { EMAIL_PROVIDERS, type EmailProvider } from './custom-order.ts';
import { namedProvider } from './sheets/named-provider.ts';

/** A shorter word may be anything. */
const SHORTEST = 3;

/** With how many slips a provider is still meant: two in a long name. Our own rule. */
const mostSlips = (provider: EmailProvider): number => (provider.length >= 6 ? 2 : 1);

/**
 * The provider that words which were not understood probably mean: the first that is nearly the name of one, `gogle`, or another
 * name for its mailboxes, `gmail`. Null when none is. It is for a question to whoever typed them: nothing is read so.
 */
export function meantProvider(text: string): EmailProvider | null {
  const words = text.toLowerCase().match(/[a-z\d]+/g) ?? [];
  for (const word of words) {
    if (word.length < SHORTEST || EMAIL_PROVIDERS.some((provider) => provider === word)) continue;
    const meant = namedProvider(word) ?? nearestName(word, EMAIL_PROVIDERS, mostSlips);
    if (meant !== null) return meant;
  }
  return null;
}
