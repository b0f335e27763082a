import { Resolver as SystemResolver } from 'node:dns/promises';
import { domainToASCII } from 'node:url';
import type { EmailProvider } from '../acts/custom_order/custom-order.ts';
import type { MailDns } from '../service/ports/mail-dns.ts';
import type { MailRecord } from '../values/mail-record.ts';

/** What is asked of a resolver, in the shapes of `node:dns/promises`. */
export interface Resolver {
  resolveMx(name: string): Promise<readonly unknown[]>;
  resolveTxt(name: string): Promise<readonly (readonly string[])[]>;
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

/** The system's resolver: each question ends after two tries of two seconds. */
export const systemResolver = (): Resolver => new SystemResolver({ timeout: 2_000, tries: 2 });

/** Looks through a resolver whose own time limit ends each question. */
export function mailDns(resolver: Resolver): MailDns {
  const has = async (ask: () => Promise<boolean>): Promise<boolean | null> => {
    try {
      return await ask();
    } catch (error) {
      const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
      return NOT_THERE.has(code) ? false : null;
    }
  };
  const hasText = (name: string, start: string) =>
    has(async () => {
      const texts = await resolver.resolveTxt(name);
      return texts.some((parts) => parts.join('').trim().toLowerCase().startsWith(start));
    });
  const hasKey = async (ascii: string, provider: EmailProvider): Promise<boolean | null> => {
    const selectors = DKIM_SELECTORS[provider];
    if (selectors.length === 0) return null;
    const keys = await Promise.all(
      selectors.map((selector) =>
        has(async () => (await resolver.resolveTxt(`${selector}._domainkey.${ascii}`)).length > 0),
      ),
    );
    if (keys.includes(true)) return true;
    return keys.includes(null) ? null : false;
  };
  return {
    async lackedBy(domain, provider) {
      const ascii = domainToASCII(domain);
      const seen: [MailRecord, boolean | null][] = await Promise.all([
        has(async () => (await resolver.resolveMx(ascii)).length > 0).then((there) => ['MX', there] as const),
        hasText(ascii, 'v=spf1').then((there) => ['SPF', there] as const),
        hasKey(ascii, provider).then((there) => ['DKIM', there] as const),
        hasText(`_dmarc.${ascii}`, 'v=dmarc1').then((there) => ['DMARC', there] as const),
      ]).then((all) => all.map(([record, there]) => [record, there]));
      if (seen.every(([, there]) => there === null)) return null;
      return seen.flatMap(([record, there]) => (there === false ? [record] : []));
    },
  };
}
