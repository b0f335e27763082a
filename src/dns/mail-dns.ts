import { Resolver as SystemResolver } from 'node:dns/promises';
import { domainToASCII } from 'node:url';
import type { EmailProvider } from '../acts/custom_order/custom-order.ts';
import type { After } from '../service/ports/after.ts';
import type { MailDns } from '../service/ports/mail-dns.ts';
import { inTime } from '../values/in-time.ts';
import type { MailRecord } from '../values/mail-record.ts';

/** What is asked of a resolver, in the shapes of `node:dns/promises`. */
export interface Resolver {
  resolveMx(name: string): Promise<readonly { readonly exchange: string }[]>;
  resolveTxt(name: string): Promise<readonly (readonly string[])[]>;
  resolveNs(name: string): Promise<readonly unknown[]>;
}

/**
 * Under which names the key of DKIM stands by default. What sends over SMTP has none: its key is not looked for.
 * Guessed for ScaledMail from the defaults of both services; see docs/operations.md, "Ready means ready".
 */
const DKIM_SELECTORS: Readonly<Record<EmailProvider, readonly string[]>> = {
  google: ['google'],
  outlook: ['selector1', 'selector2'],
  smtp: [],
};

/** That a name, or a record of it, does not exist: the only errors that say something of the domain. */
const NOT_THERE: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA']);

/** A domain of which no more was learnt in this time is one of which nothing is known. */
const TOO_LONG_MS = 15_000;

/** The system's resolver: each question ends after two tries of two seconds. */
export const systemResolver = (): Resolver => new SystemResolver({ timeout: 2_000, tries: 2 });

/** An exchange that is the root: the name says that it takes no mail. Source: RFC 7505, section 3. */
const NO_EXCHANGE: ReadonlySet<string> = new Set(['', '.']);
/** Source: RFC 7208, section 4.5. */
const SPF = /^v=spf1( |$)/i;
/** Source: RFC 7489, section 6.3. */
const DMARC = /^v=dmarc1\s*(;|$)/i;
/** One that is empty was taken back. Source: RFC 6376, section 3.6.1. */
const DKIM_KEY = /(^|;)\s*p\s*=\s*[^;\s]/;
/** Labels with dots between them. */
const IS_NAME = /^([^.]{1,63}\.)+[^.]{1,63}$/;

/**
 * Looks through a resolver, and waits for it a quarter of a minute a domain. One that finds nothing of a domain is asked for its
 * top-level domain, too: a resolver that does not know even that serves a private network, and its word is none.
 */
export function mailDns(resolver: Resolver, after: After): MailDns {
  const has = async (ask: () => Promise<boolean>): Promise<boolean | null> => {
    try {
      return await ask();
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
      return NOT_THERE.has(code) ? false : null;
    }
  };
  const takesMail = (name: string) =>
    has(async () => (await resolver.resolveMx(name)).some(({ exchange }) => !NO_EXCHANGE.has(exchange)));
  const hasText = (name: string, form: RegExp) =>
    has(async () => (await resolver.resolveTxt(name)).some((parts) => form.test(parts.join('').trim())));
  const hasKey = async (ascii: string, provider: EmailProvider): Promise<boolean | null> => {
    const selectors = DKIM_SELECTORS[provider];
    if (selectors.length === 0) return null;
    const keys = await Promise.all(selectors.map((selector) => hasText(`${selector}._domainkey.${ascii}`, DKIM_KEY)));
    if (keys.includes(true)) return true;
    return keys.includes(null) ? null : false;
  };
  const knowsTheWorld = async (ascii: string): Promise<boolean> => {
    const top = ascii.slice(ascii.lastIndexOf('.') + 1);
    return (await has(async () => (await resolver.resolveNs(top)).length > 0)) === true;
  };
  const lackedBy = async (ascii: string, provider: EmailProvider): Promise<readonly MailRecord[] | null> => {
    const seen: [MailRecord, boolean | null][] = await Promise.all([
      takesMail(ascii).then((there) => ['MX', there] as const),
      hasText(ascii, SPF).then((there) => ['SPF', there] as const),
      hasKey(ascii, provider).then((there) => ['DKIM', there] as const),
      hasText(`_dmarc.${ascii}`, DMARC).then((there) => ['DMARC', there] as const),
    ]).then((all) => all.map(([record, there]) => [record, there]));
    if (seen.every(([, there]) => there === null)) return null;
    const isFound = seen.some(([, there]) => there === true);
    if (!isFound && !(await knowsTheWorld(ascii))) return null;
    return seen.flatMap(([record, there]) => (there === false ? [record] : []));
  };
  return {
    lackedBy: (domain, provider) => {
      const ascii = domainToASCII(domain);
      return IS_NAME.test(ascii)
        ? inTime(after, { ms: TOO_LONG_MS, otherwise: null }, lackedBy(ascii, provider))
        : Promise.resolve(null);
    },
  };
}
