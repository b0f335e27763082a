import type { OrderField } from '../../../src/acts/custom_order/problem.ts';
import type { CustomOrderInput, DomainInput } from '../../../src/acts/custom_order/rules/order-input.ts';
import { SUFFIXES } from './orders.ts';
import { isBlank, isNoName } from './texts.ts';
import { readName } from './wire.ts';

/**
 * Rules of ours that the vendor's page does not have, said a second time, and enough for what the generators make: they
 * keep back what would reach the vendor and fail there, or look wrong to the people who approve.
 */

const isEmpty = (text: string | undefined): boolean => text !== undefined && isBlank(text);
const hasControls = (text: string): boolean =>
  Array.from(text).some((each) => each < ' ' || (each >= '\x7f' && each <= '\x9f'));

/** One label under a known suffix: neither a sub-domain nor the suffix itself. */
const isRegistrable = (name: string): boolean =>
  SUFFIXES.some((suffix) => name.endsWith(`.${suffix}`) && /^[^.]+$/.test(name.slice(0, -suffix.length - 1)));

/** Redirects of the generators that lead nowhere. */
export const BAD_REDIRECTS: readonly string[] = [
  'javascript:alert(1)',
  'javascript://acme.com',
  'ftp://acme.com',
  'mailto:ada@acme.com',
  'ada@acme.com',
  'not an address',
  'nodot',
  'acme.com\u0000',
  'http://x',
  'https://localhost',
  'https://',
  '…',
];

const isHttp = (link: string): boolean => /^https?:\/\/[^\s]+$/i.test(link);
const isNoLink = (link: string | undefined): boolean => link !== undefined && !isHttp(link);

function isBrokenDomain({ name, naming, redirect, profilePicture }: DomainInput): boolean {
  const persons = naming?.form === 'aliases' ? naming.aliases : naming ? [naming] : [];
  const aliases = naming?.form === 'aliases' ? naming.aliases : [];
  const pictures = [profilePicture, ...aliases.map((alias) => alias.profilePicture)];
  return (
    name.includes('%') ||
    !isRegistrable(readName(name)) ||
    (redirect !== undefined && (isEmpty(redirect) || BAD_REDIRECTS.includes(redirect))) ||
    pictures.some((picture) => picture !== undefined && !isHttp(picture)) ||
    aliases.some(({ alias }) => hasControls(alias)) ||
    persons.some(({ firstName, lastName }) =>
      [firstName, lastName].some((text) => isEmpty(text) || hasControls(text) || isNoName(text)),
    )
  );
}

/** The fields that break a rule of ours; none when all are kept. */
export function brokenHouseRules({ label, source, lines, coupon, hosting, sequencer }: CustomOrderInput): OrderField[] {
  const providers = lines.map(({ provider }) => provider);
  const broken: (readonly [OrderField, boolean])[] = [
    ['label', isEmpty(label) || Array.from(label.trim()).length > 60 || hasControls(label)],
    ['providers', new Set(providers).size !== providers.length],
    ['coupon', isEmpty(coupon)],
    ['hosting_provider', (source === 'scaledmail' && hosting !== undefined) || isEmpty(hosting?.provider)],
    // A login that is not needed is refused as a whole.
    ['hosting_link', source === 'other' && isNoLink(hosting?.link)],
    ['sequencer_provider', isEmpty(sequencer?.provider)],
    ['sequencer_link', isNoLink(sequencer?.link)],
    ['sequencer_workspace', isEmpty(sequencer?.workspace)],
    ['sequencer_tag', isEmpty(sequencer?.tag)],
    ...lines.map(({ provider, domains }) => [`domains_${provider}`, domains.some(isBrokenDomain)] as const),
  ];
  return broken.flatMap(([field, isBroken]) => (isBroken ? [field] : []));
}
