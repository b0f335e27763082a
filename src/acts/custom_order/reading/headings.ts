import type { ColumnUse, Meaning } from './reading.ts';

/** How people and programs head their columns, in small letters, without signs. */
const WORDINGS: Readonly<Record<Meaning, string>> = {
  domain: 'domain|domains|domain name|domain names|domainname|sending domain|sending domains',
  first: 'first|first name|firstname|fname|given name|forename|sender first name',
  last: 'last|last name|lastname|lname|surname|family name|sender last name',
  name: 'name|names|full name|fullname|sender|senders|sender name|sender names|from name|display name|persona',
  redirect:
    'redirect|redirects|redirect to|redirects to|redirect url|redirecturl|redirect link|redirect domain|redirection|forward|forwards|forward to|forwards to|forwarding|forwarding to|forwarding url|forward url|url|destination|destination url|target url',
  alias: 'alias|aliases|email|emails|e mail|e mails|email address|email addresses|mailbox|mailboxes|local part',
  picture: 'picture|pictures|profile picture|picture url|photo|profile photo|avatar|image',
  provider: 'provider|providers|esp|email provider|mailbox provider',
};

/** Headings that may mean something, or something else. */
const MAYBE: Readonly<Record<string, Meaning>> = {
  owner: 'name',
  person: 'name',
  contact: 'name',
  'contact name': 'name',
  rep: 'name',
  'sales rep': 'name',
  'assigned to': 'name',
  website: 'redirect',
  'web site': 'redirect',
  site: 'redirect',
  link: 'redirect',
  'landing page': 'redirect',
  target: 'redirect',
};

/** Words of headings below which passwords and keys stand. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  'password passwords passwort passwd pass pwd passphrase passcode token tokens secret secrets key keys apikey 2fa mfa tfa otp totp pin epp auth authcode credential credentials recovery'.split(
    ' ',
  ),
);

const MEANINGS: readonly Meaning[] = ['domain', 'first', 'last', 'name', 'redirect', 'alias', 'picture', 'provider'];
const BY_WORDING: ReadonlyMap<string, Meaning> = new Map(
  MEANINGS.flatMap((meaning) => WORDINGS[meaning].split('|').map((wording) => [wording, meaning] as const)),
);

/** `“First_Name: ”` -> `first name`. */
const plainWords = (heading: string): string =>
  heading
    .replace(/\p{Cf}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const HEADINGS: Readonly<Record<Exclude<ColumnUse, 'none'>, string>> = {
  domain: 'Domain',
  name: 'Name',
  first: 'First name',
  last: 'Last name',
  redirect: 'Redirect',
  picture: 'Picture',
};

/** A heading that says what its person said of the column; as it is where it says so, or where nothing was said. */
export function headingAsSaid(heading: string, use: ColumnUse | undefined): string {
  if (use === undefined || use === 'none') return heading;
  const says = headingSays(heading);
  return says.is === 'known' && says.meaning === use ? heading : HEADINGS[use];
}

/** What a heading says of its column. */
export type HeadingSays =
  | { readonly is: 'known'; readonly meaning: Meaning }
  | { readonly is: 'maybe'; readonly meaning: Meaning }
  | { readonly is: 'secret' | 'unknown' };

/** What a heading says, by its words alone. */
export function headingSays(heading: string): HeadingSays {
  const words = plainWords(heading);
  const meaning = BY_WORDING.get(words) ?? BY_WORDING.get(words.replaceAll(' ', ''));
  if (meaning) return { is: 'known', meaning };
  if (words.split(' ').some((word) => SECRET_WORDS.has(word))) return { is: 'secret' };
  const maybe = Object.hasOwn(MAYBE, words) ? MAYBE[words] : undefined;
  return maybe ? { is: 'maybe', meaning: maybe } : { is: 'unknown' };
}
