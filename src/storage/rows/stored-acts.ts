import { createHash } from 'node:crypto';
import { Act } from '../../acts/act.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import { jsonOf, parseStored, StoredRowBroken } from './stored-json.ts';

/*
 * Acts may be large, and never change: each is stored once, under the hash of its text. Rows, effects and histories hold the
 * hash in its place.
 */

/** Finds an act by its hash; nothing when the store does not have it. */
export type ActOf = (hash: string) => Act | undefined;

/** Acts by their hashes, as they are to be stored. */
export type NamedActs = ReadonlyMap<string, object>;

/** Keys under which an act stands. */
const ACT_KEYS: ReadonlySet<string> = new Set(['act', 'purchase']);
/** A hash in the place of an act, in a JSON text. */
const HASH_OF_ACT = /"(?:act|purchase)":"([0-9a-f]{64})"/g;

/** Hashes of acts in memory: to hash a large one takes its time. */
const hashes = new WeakMap<object, string>();

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The text of an act as it is stored. */
export const textOfAct = (act: object): string => canonicalJson(act);

/** SHA-256, in hex, of the act's text. */
export function hashOfAct(act: object): string {
  const known = hashes.get(act);
  if (known !== undefined) return known;
  const hash = sha256(textOfAct(act));
  hashes.set(act, hash);
  return hash;
}

/** JSON with hashes in the place of acts, which are added to `acts`. */
export function jsonWithoutActs(value: unknown, acts: Map<string, object>): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (!ACT_KEYS.has(key) || typeof part !== 'object' || part === null) return part;
    const hash = hashOfAct(part);
    acts.set(hash, part);
    return hash;
  });
}

/** The hashes of the acts that JSON texts need, each once. */
export function actHashesIn(texts: readonly (string | null)[]): string[] {
  const found = texts.flatMap((text) => [...(text ?? '').matchAll(HASH_OF_ACT)].map(([, hash = '']) => hash));
  return [...new Set(found)];
}

/** Where an act stands in a value. */
export interface ActPlace {
  readonly path: readonly string[];
  readonly act: Act;
}

/** Stands where an act was taken out, so that the value fits its schema and nobody checks a large act again. */
const STAND_IN: Act = {
  kind: 'custom_order',
  workspace: { id: 'none', name: '' },
  source: 'other',
  label: '',
  lines: [{ provider: 'smtp', domains: [{ name: '', naming: { form: 'names', firstName: '', lastName: '' } }] }],
};

/** Puts something small in the place of each hash in a JSON value, and answers which acts belong there. Unknown hashes stay. */
export function takeActsOut(value: unknown, actOf: ActOf): ActPlace[] {
  const places: ActPlace[] = [];
  const walk = (holder: unknown, path: readonly string[]) => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      const part: unknown = Reflect.get(holder, key);
      const act = ACT_KEYS.has(key) && typeof part === 'string' ? actOf(part) : undefined;
      if (act) {
        Reflect.set(holder, key, STAND_IN);
        places.push({ path: [...path, key], act });
      } else walk(part, [...path, key]);
    }
  };
  walk(value, []);
  return places;
}

/** Puts acts into a value that was parsed from one whose acts were taken out. */
export function putActsIn(parsed: unknown, places: readonly ActPlace[]): void {
  for (const { path, act } of places) {
    let holder: unknown = parsed;
    for (const key of path.slice(0, -1)) holder = Reflect.get(Object(holder), key);
    Reflect.set(Object(holder), path.at(-1) ?? '', act);
  }
}

/** Acts that were read: most are needed again soon, by the next lease or effect of their order. */
export interface ActMemory {
  readonly get: ActOf;
  /** Reads an act from its text and remembers it. Throws `StoredRowBroken` when it is none, or not the one of the hash. */
  readonly read: (hash: string, text: string) => Act;
}

/** Texts of so many characters are remembered in all, those that were needed last: some forty of the largest orders. */
const MOST_CHARACTERS = 8_000_000;

/** For who reads every order once, one after the other: few acts are needed twice. */
export const CHARACTERS_OF_A_WALK = 500_000;

/** Remembers acts, up to `mostCharacters` of their texts. */
export function actMemory(mostCharacters = MOST_CHARACTERS): ActMemory {
  const known = new Map<string, { readonly act: Act; readonly size: number }>();
  let size = 0;
  return {
    get: (hash) => {
      const found = known.get(hash);
      if (!found) return undefined;
      known.delete(hash);
      known.set(hash, found);
      return found.act;
    },
    read: (hash, text) => {
      const what = `act ${hash}`;
      if (sha256(text) !== hash) throw new StoredRowBroken(`A stored ${what} is not the one that was written`);
      const act = parseStored(Act, jsonOf(text), what);
      hashes.set(act, hash);
      size += text.length - (known.get(hash)?.size ?? 0);
      known.delete(hash);
      known.set(hash, { act, size: text.length });
      for (const [oldest, { size: freed }] of known) {
        if (size <= mostCharacters || oldest === hash) break;
        known.delete(oldest);
        size -= freed;
      }
      return act;
    },
  };
}
