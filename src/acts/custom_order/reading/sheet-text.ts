import type { NamesNaming, OrderedDomain } from '../custom-order.ts';
import { namesFrom } from './cells/person-name.ts';
import { lineOf } from './lines/lines.ts';
import { readSheet } from './read-sheet.ts';
import { FORM_COLUMNS } from './reading.ts';

/**
 * Domains as people type them, one a line, so that `readSheet` reads the same again; under a heading where that takes one, as pictures do. The
 * sender `defaultName` is left out: it stands in a field of its own, and so are mailboxes that are named one by one, which
 * have no form here.
 */
export function domainText(domains: readonly OrderedDomain[], defaultName = ''): string {
  const said = domains.map((domain) => saidOf(domain, defaultName));
  const typed = said.map(typedLine).join('\n');
  if (domains.length === 0 || readsAs(typed, said)) return typed;
  const rows = said.map(({ name, first, last, redirect, picture }) => [name, first, last, redirect, picture]);
  const hasPictures = said.some(({ picture }) => picture !== '');
  return [HEADING, ...rows].map((cells) => lineOf(hasPictures ? cells : cells.slice(0, -1), ',')).join('\n');
}

const HEADING = ['Domain', 'First name', 'Last name', 'Redirect', 'Picture'];

interface Said {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly redirect: string;
  readonly picture: string;
}

function saidOf({ name, naming, redirect = '', profilePicture = '' }: OrderedDomain, defaultName: string): Said {
  const usual = namesFrom(defaultName);
  const isUsual = (person: NamesNaming) => person.firstName === usual?.firstName && person.lastName === usual.lastName;
  const isSaid = naming.form === 'names' && !isUsual(naming);
  return {
    name,
    first: isSaid ? naming.firstName : '',
    last: isSaid ? naming.lastName : '',
    redirect,
    picture: profilePicture,
  };
}

/** `acme.com, Ada Park, https://acme.com`; two cells for a name that one would part elsewhere. */
function typedLine({ name, first, last, redirect }: Said): string {
  const whole = `${first} ${last}`.trim();
  const parted = namesFrom(whole);
  const isOneCell = whole === '' || (parted?.firstName === first && parted.lastName === last);
  // Right after the domain, a redirect without https:// may be another domain.
  const isPlain = whole === '' && /^https?:/i.test(redirect);
  const cells = [name, ...(isPlain ? [] : isOneCell ? [whole] : [first, last]), redirect];
  const filled = cells.findLastIndex((cell) => cell !== '') + 1;
  return cells.slice(0, filled).join(', ');
}

function readsAs(text: string, said: readonly Said[]): boolean {
  const { rows } = readSheet(text, FORM_COLUMNS);
  return (
    rows.length === said.length &&
    rows.every(({ domain, naming, redirect, picture }, index) => {
      const meant = said[index];
      return (
        meant?.name === domain &&
        meant.first === (naming?.firstName ?? '') &&
        meant.last === (naming?.lastName ?? '') &&
        meant.redirect === (redirect ?? '') &&
        meant.picture === (picture ?? '')
      );
    })
  );
}
