import { namesFrom } from '../custom_order/reading/cells/person-name.ts';
import { nameProblemsOf } from '../custom_order/rules/naming.ts';
import type { Sender, SenderChange, SenderMode } from './change-sender.ts';
import { isSameName, wholeName } from './mailboxes-seen.ts';

/** What is wrong with a change of senders, as sentences by field. */
export interface SenderProblems {
  readonly sender?: string;
  /** About domains that were ticked beside the first. */
  readonly also?: string;
}

/** The first and last name that somebody typed; both empty when there is none. */
export function asSender(typed: string): Sender {
  const { firstName = '', lastName = '' } = namesFrom(typed) ?? {};
  return { firstName, lastName };
}

/**
 * Why domains cannot get the sender that was typed: it is no first and last name, or, where only the name changes, they have
 * it already. The first change is of the domain that was chosen, the others were ticked. Pure.
 * Source: docs/vendor/notes.md, "Rules of a custom order" (names of at most 50 characters).
 */
export function senderProblems(
  { mode, to }: { readonly mode: SenderMode; readonly to: Sender },
  changes: readonly Pick<SenderChange, 'domain' | 'from'>[],
): SenderProblems {
  const [problem] = nameProblemsOf(to);
  if (problem !== undefined) return { sender: problem };
  if (mode === 'name_and_alias') return {};
  const [first, ...others] = changes;
  const has = ({ from }: Pick<SenderChange, 'from'>) =>
    from.length > 0 && from.every((name) => isSameName(name, wholeName(to)));
  const also = others.filter(has).map(({ domain }) => domain);
  return {
    ...(first && has(first) ? { sender: `${first.domain} has that sender already. Type another name.` } : {}),
    ...(also.length > 0 ? { also: alsoAlready(also) } : {}),
  };
}

const alsoAlready = (names: readonly string[]): string =>
  names.length === 1
    ? `${names.join()} has that sender already: please leave it out.`
    : `${names.join(', ')} have that sender already: please leave them out.`;
