import type { NamesNaming } from '../custom-order.ts';
import { nameInCell, withoutEmails } from '../reading/cells/person-name.ts';
import { isPerson } from './naming.ts';
import { withoutTitles } from './no-name.ts';

/**
 * The sender that is meant where a title or an email address stands beside the name: `Dr. Ada Park` and
 * `Ada Park <ada@acme.com>` are `Ada Park`. Null where nothing is wrong, and where nobody knows who is meant, as of `Dr. Park`.
 */
export function senderInstead(person: NamesNaming): NamesNaming | null {
  if (isPerson(person)) return null;
  const parts: NamesNaming = { form: 'names', firstName: alone(person.firstName), lastName: alone(person.lastName) };
  if (isPerson(parts)) return parts;
  const { naming } = nameInCell(alone(`${person.firstName} ${person.lastName}`));
  return naming && isPerson(naming) ? naming : null;
}

const alone = (text: string): string => withoutTitles(withoutEmails(text));
