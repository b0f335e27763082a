import { EMAIL_PROVIDERS, type EmailProvider } from '../custom-order.ts';
import { looksLikeAddress } from '../reading/cells/cells.ts';
import { type TypedWord, wordsOf } from './words.ts';

/** An order typed in one line, word for word: nothing of it is checked. */
export interface TypedOrder {
  /** Empty where nothing was said. */
  readonly label: string;
  readonly sender: string;
  readonly redirect: string;
  /** The domains of each provider that was named. */
  readonly domains: Readonly<Partial<Record<EmailProvider, readonly string[]>>>;
  /** Domains of which nobody said which mailboxes they get. */
  readonly ofNoProvider: readonly string[];
  /** Everything else, as it was typed. */
  readonly notUnderstood: readonly string[];
}

/**
 * Reads an order from one line: `google a.com b.com outlook c.com as "Jane Doe" to https://acme.com for acme`, in any order.
 * What is in quotes is taken as it is; without quotes, a sender goes on up to the next of these words, and a label, which
 * may hold such words, up to where one of them begins something. Each is said once. Every word of the line is in the answer.
 */
export function readLine(line: string): TypedOrder {
  const words = wordsOf(line);
  const said = { as: '', for: '', to: '' };
  const domains: Partial<Record<EmailProvider, string[]>> = {};
  const ofNoProvider: string[] = [];
  const leftOver: Span[] = [];
  let provider: EmailProvider | null = null;
  for (let index = 0; index < words.length; ) {
    const word = words[index];
    if (!word) break;
    const named = providerOf(word);
    const keyword = keywordOf(word);
    let end = index + 1;
    if (keyword) {
      end = endOf[keyword](words, index + 1);
      const text = said[keyword] === '' ? saidIn(line, words.slice(index + 1, end)) : '';
      if (text === '') leftOver.push({ from: word.from, to: words[end - 1]?.to ?? word.to });
      else said[keyword] = text;
    } else if (named) {
      provider = named;
      domains[named] ??= [];
    } else if (isAddress(word) || /\S\.\S/.test(word.text)) {
      const ofProvider: string[] = provider === null ? ofNoProvider : (domains[provider] ?? []);
      ofProvider.push(word.text);
    } else if (!AND.has(word.text.toLowerCase())) leftOver.push(word);
    index = end;
  }
  const [only, ...others] = EMAIL_PROVIDERS.filter((each) => domains[each] !== undefined);
  // `a.com b.com google`: the one provider may come last.
  const isLast = only !== undefined && others.length === 0 && domains[only]?.length === 0;
  return {
    label: said.for,
    sender: said.as,
    redirect: said.to,
    domains: isLast ? { [only]: ofNoProvider } : domains,
    ofNoProvider: isLast ? [] : ofNoProvider,
    notUnderstood: together(line, leftOver),
  };
}

type Span = Pick<TypedWord, 'from' | 'to'>;

const KEYWORDS = ['as', 'for', 'to'] as const;
type Keyword = (typeof KEYWORDS)[number];

const keywordOf = (word: TypedWord | undefined): Keyword | undefined =>
  word?.isQuoted === false ? KEYWORDS.find((each) => each === word.text.toLowerCase()) : undefined;

const providerOf = (word: TypedWord | undefined): EmailProvider | undefined =>
  word?.isQuoted === false
    ? EMAIL_PROVIDERS.find((each) => each === word.text.toLowerCase().replace(/:$/, ''))
    : undefined;

/** Whether it is a domain that can be ordered, the form says. */
const isAddress = (word: TypedWord | undefined): boolean =>
  word !== undefined && (looksLikeAddress(word.text) || /^<[^!].*\.|.@/.test(word.text));

/** Parts a list, as a comma does. */
const AND: ReadonlySet<string> = new Set(['and', '&']);

type End = (words: readonly TypedWord[], from: number) => number;

/** Where what a keyword says ends: one word in quotes, or words up to the first that begins something else. */
const upTo =
  (beginsAnother: (words: readonly TypedWord[], at: number) => boolean): End =>
  (words, from) => {
    if (words[from]?.isQuoted) return from + 1;
    const next = words.findIndex((_word, at) => at >= from && beginsAnother(words, at));
    return next === -1 ? words.length : next;
  };

const endOf = {
  as: upTo((words, at) => [keywordOf, providerOf, isAddress].some((begins) => begins(words[at]))),
  to: (words, from) =>
    isAddress(words[from]) ? from + 1 : upTo((all, at) => at > from || startsAny(all[at]))(words, from),
  for: upTo((words, at) => keywordOf(words[at - 1]) !== 'for' && beginsBehindLabel(words, at)),
} satisfies Record<Keyword, End>;

const startsAny = (word: TypedWord | undefined): boolean =>
  keywordOf(word) !== undefined || providerOf(word) !== undefined;

/**
 * The first word of a label belongs to it, whatever it is: `for acme.com`. Later, `to` and the name of a provider may be words
 * like others: `for outlook of acme, from us to you`.
 */
function beginsBehindLabel(words: readonly TypedWord[], at: number): boolean {
  const [word, next] = words.slice(at, at + 2);
  if (isAddress(word)) return true;
  if (keywordOf(word) === 'as') return next !== undefined;
  return (keywordOf(word) === 'to' || providerOf(word) !== undefined) && isAddress(next);
}

/** Words as they were typed, with the commas between them. */
function saidIn(line: string, words: readonly TypedWord[]): string {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return '';
  return first === last ? first.text : line.slice(first.from, last.to);
}

/** What stands side by side, as one. */
function together(line: string, spans: readonly Span[]): string[] {
  const joined: Span[] = [];
  for (const { from, to } of spans) {
    const before = joined.at(-1);
    if (before && /^[\s,;]*$/.test(line.slice(before.to, from))) joined[joined.length - 1] = { from: before.from, to };
    else joined.push({ from, to });
  }
  return joined.map(({ from, to }) => line.slice(from, to));
}
