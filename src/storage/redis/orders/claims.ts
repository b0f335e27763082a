import { Claim, ownsName } from '../../../acts/claim.ts';
import { Reference } from '../../../values/ids.ts';

/** A claim as scripts take it and as its field is called: `owns name:acme.com`. */
export const claimText = ({ key, mode }: Claim): string => `${mode} ${key}`;

const OWNS_NAME = claimText(ownsName(''));

/** Reads what `claimText` wrote. */
export function claimOfText(text: string): Claim {
  const [mode, ...key] = text.split(' ');
  return Claim.parse({ mode, key: key.join(' ') });
}

/** The claim that a field of the hash of names stands for. */
export const claimOfName = (name: string): Claim => ownsName(name);

/** The name that an order owns by a claim; null for any other claim. See `scripts.ts` for where each stands. */
export function nameOwnedBy(claim: Claim): string | null {
  const text = claimText(claim);
  return text.startsWith(OWNS_NAME) ? text.slice(OWNS_NAME.length) : null;
}

/** `[claim, reference, claim, reference, ...]` as scripts answer it, by the claims' keys. */
export function takenIn(flat: readonly string[]): ReadonlyMap<string, Reference> {
  const taken = new Map<string, Reference>();
  for (let at = 0; at + 1 < flat.length; at += 2) {
    taken.set(claimOfText(flat[at] ?? '').key, Reference.parse(flat[at + 1]));
  }
  return taken;
}
