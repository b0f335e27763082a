import { parse } from 'tldts';
import { REGISTRIES } from './registries.ts';
import { hasControlCharacters } from './text.ts';

/** A name as it is ordered, or a sentence why it cannot be. */
export type ParsedDomainName =
  | { readonly ok: true; readonly name: string }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      /** The name that can be ordered instead; null when nobody knows one. */
      readonly instead: string | null;
    };

const refused = (code: string, message: string, instead: string | null = null): ParsedDomainName => ({
  ok: false,
  code,
  message: instead === null ? message : `${message} Write ${instead}.`,
  instead,
});

/**
 * Reads an internet domain that can be registered and ordered: `Acme.COM` -> `acme.com`, `bücher.de` -> `xn--bcher-kva.de`.
 * A name directly under a registry such as `us.com` is one. Refused with a hint: a web address, an email address, a
 * sub-domain, an IP address, a name without a public suffix. A public suffix is never the hint.
 * Source: the Public Suffix List (through tldts).
 */
export function parseDomainName(typed: string): ParsedDomainName {
  const text = typed.trim().replace(/\.$/, '');
  if (text === '') return refused('domain_missing', 'The domain is missing.');
  if (text.includes('@')) return refusedEmail(text);
  const hasSpaces = /\s/.test(text);
  if (/[/:?#\\]/.test(text)) {
    const { domain } = registrable(text);
    if (domain !== null || !hasSpaces) return refused('domain_is_url', `“${text}” is a web address.`, domain);
  }
  // The parser of addresses below would read these away.
  if (text.includes('%') || hasControlCharacters(text))
    return refused('domain_malformed', `“${text}” is not a domain name.`);
  if (hasSpaces)
    return refused('domain_has_spaces', `“${text}” has spaces in it. Write commas between domain, name and redirect.`);
  const ascii = toAscii(text);
  if (!ascii) return refused('domain_malformed', `“${text}” is not a domain name.`);
  const { domain, isIp, isOfService } = registrable(ascii);
  if (isIp) return refused('domain_is_ip', `“${text}” is an IP address, not a domain name.`);
  if (isOfService)
    return refused('domain_is_subdomain', `“${text}” is a name of a service, not one that is registered.`);
  if (domain === null)
    return refused('domain_not_registrable', `“${text}” is not a domain name that can be registered.`, slipOf(ascii));
  if (domain !== ascii) return refused('domain_is_subdomain', `“${text}” is a sub-domain.`, domain);
  if (!isHostName(ascii)) return refused('domain_malformed', `“${text}” is not a domain name.`);
  return { ok: true, name: ascii };
}

/** An address at one of these says nothing of whose domain is meant. */
const PUBLIC_MAIL: ReadonlySet<string> = new Set(
  'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com aol.com gmx.com gmx.de gmx.net web.de proton.me protonmail.com'.split(
    ' ',
  ),
);

function refusedEmail(text: string): ParsedDomainName {
  const host = /^(?:mailto:)?[^\s@<>/]+@([^\s@<>/:?#%\\]+)$/i.exec(text)?.[1];
  const domain = host === undefined ? null : registrable(host).domain;
  const sentence = `“${text}” is an email address.`;
  return domain === null || !parseDomainName(domain).ok || PUBLIC_MAIL.has(domain)
    ? refused('domain_is_email', `${sentence} Write the domain only.`)
    : refused('domain_is_email', sentence, domain);
}

/** The part of a host or an address that is registered; null when there is none, or a service hands the name out. */
function registrable(text: string): { domain: string | null; isIp: boolean; isOfService: boolean } {
  const { domain, publicSuffix, isIp, isIcann, isPrivate } = parse(text, { allowPrivateDomains: true });
  const isRegistry = isPrivate === true && REGISTRIES.has(publicSuffix ?? '');
  return {
    domain: isIcann === true || isRegistry ? domain : null,
    isIp: isIp === true,
    isOfService: isPrivate === true && !isRegistry && domain !== null,
  };
}

/** What else `.com` becomes on a keyboard; none of them is a public suffix. */
const SLIPS_OF_COM = /^([^.,]+)(?:,com|\.(?:con|comm|cmo|ocm|vom|xom|cpm|cim))$/;

/** The name that is meant where a slip is clear, `acme.con` or `acme,com`; null elsewhere. */
function slipOf(text: string): string | null {
  const name = SLIPS_OF_COM.exec(text)?.[1];
  return name !== undefined && isHostName(`${name}.com`) ? `${name}.com` : null;
}

/** What is its own ASCII form: most names are, and a whole sheet of them is read while somebody waits. */
const ASCII = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+$/;

/** Lower-case ASCII form of a host name; null when there is none. */
function toAscii(text: string): string | null {
  if (ASCII.test(text) && !text.includes('xn--')) return text;
  try {
    return new URL(`http://${text}`).hostname;
  } catch {
    return null;
  }
}

/**
 * Letters, digits and inner hyphens, labels of at most 63 characters, 253 in all.
 * Source: RFC 1035, section 2.3; RFC 1123, section 2.1.
 */
function isHostName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}
