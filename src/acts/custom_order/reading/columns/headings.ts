import { type ColumnUse, MEANINGS, type Meaning } from '../reading.ts';

/** How people and programs head their columns, in small letters, without signs; in the languages of the largest registrars, too. */
const WORDINGS: Readonly<Record<Meaning, string>> = {
  domain:
    'domain|domains|domain name|domain names|domainname|sending domain|sending domains|domäne|domänen|domaine|domaines|nom de domaine|noms de domaine|dominio|dominios|nombre de dominio|domein|domeinnaam|domínio',
  first:
    'first|first name|firstname|fname|given name|forename|sender first name|sender first|vorname|prénom|prenom|nombre|nome|voornaam',
  last: 'last|last name|lastname|lname|surname|family name|sender last name|sender last|nachname|familienname|nom|nom de famille|apellido|apellidos|cognome|achternaam|sobrenome',
  name: 'name|names|full name|fullname|sender|senders|sender name|sender names|from name|display name|persona|first last|first last name|first and last name|first name last name|first name and last name|vollständiger name|nom complet|nombre completo|nome completo|absender|expéditeur|remitente|mittente|afzender',
  redirect:
    'redirect|redirects|redirect to|redirects to|redirect url|redirecturl|redirect link|redirect domain|redirection|forward|forwards|forward to|forwards to|forwarding|forwarding to|forwarding url|forward url|url|destination|destination url|target url|weiterleitung|weiterleitung auf|weiterleitung zu|umleitung|redirección|redireccion|reindirizzamento|redirecionamento|doorverwijzing',
  alias:
    'alias|aliases|email|emails|e mail|e mails|email address|email addresses|mailbox|mailboxes|local part|e mail adresse|adresse email|adresse e mail|postfach|correo',
  picture:
    'picture|pictures|profile picture|picture url|photo|profile photo|avatar|image|bild|profilbild|foto|photo de profil|foto de perfil',
  provider:
    'provider|providers|esp|email provider|mailbox provider|mailbox type|mail provider|inbox provider|inbox type|anbieter|fournisseur|proveedor',
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
  kontakt: 'name',
  ansprechpartner: 'name',
  inhaber: 'name',
  contacto: 'name',
  responsable: 'name',
  ziel: 'redirect',
  lien: 'redirect',
  enlace: 'redirect',
  'site web': 'redirect',
};

/** Words of headings below which passwords and keys stand. */
const SECRET_WORDS: ReadonlySet<string> = new Set(
  'password passwords passwort passwd pass pwd passphrase passcode token tokens secret secrets key keys apikey 2fa mfa tfa otp totp pin epp auth authcode credential credentials recovery pw pswd kennwort passe contraseña contrasena clave senha wachtwoord hasło пароль 密码 密碼 パスワード'.split(
    ' ',
  ),
);

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

/** What a heading says, by its words alone: `Sender 2` is one of several columns of senders. */
export function headingSays(heading: string): HeadingSays {
  const words = plainWords(heading);
  const unnumbered = words.replace(/ \d{1,2}$/, '');
  const meaning = BY_WORDING.get(unnumbered) ?? BY_WORDING.get(unnumbered.replaceAll(' ', ''));
  if (meaning) return { is: 'known', meaning };
  if (words.split(' ').some((word) => SECRET_WORDS.has(word))) return { is: 'secret' };
  const maybe = Object.hasOwn(MAYBE, words) ? MAYBE[words] : undefined;
  return maybe ? { is: 'maybe', meaning: maybe } : { is: 'unknown' };
}
