import { MAX_ORDER_DOMAINS, TERMS } from '../catalogue/pricing.ts';
import type { VendorSettings } from '../http/protocol.ts';
import { badRequest } from '../http/refusal.ts';
import { PROVIDERS, type Provider } from '../state/data.ts';
import type { DomainRequest, ProvidersRequest } from './order-requests.ts';

/** Domains of one provider that passed every rule which does not depend on what the vendor already holds. */
export interface OrderLine {
  readonly provider: Provider;
  readonly mailboxesPerDomain: number;
  readonly domains: readonly DomainRequest[];
}

function repeated(values: readonly string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}

function checkNaming(domain: DomainRequest, place: string): 'names' | 'aliases' {
  const hasNames = domain.first_name !== undefined || domain.last_name !== undefined;
  if (domain.aliases !== undefined) {
    if (hasNames) throw badRequest(`${place} cannot mix first_name/last_name and aliases`);
    return 'aliases';
  }
  if (domain.first_name === undefined || domain.last_name === undefined) {
    throw badRequest(`${place} needs first_name and last_name, or aliases`);
  }
  return 'names';
}

function checkAliases(domain: DomainRequest, required: number, place: string): void {
  const aliases = (domain.aliases ?? []).map((entry) => entry.alias.toLowerCase());
  if (aliases.length !== required) {
    throw badRequest(`${place} must have exactly ${required} aliases, got ${aliases.length}`);
  }
  const twice = repeated(aliases);
  if (twice !== undefined) throw badRequest(`${place} lists the alias ${twice} twice`);
}

function checkLine({ provider, domains, mailboxesPerDomain }: OrderLine): void {
  const { maxDomains } = TERMS[provider];
  if (domains.length > maxDomains) {
    throw badRequest(`${provider} allows at most ${maxDomains} domains, got ${domains.length}`);
  }
  const forms = domains.map((domain, index) => {
    const place = `providers.${provider}.domains[${index}]`;
    const form = checkNaming(domain, place);
    if (form === 'aliases') checkAliases(domain, mailboxesPerDomain, place);
    return form;
  });
  if (new Set(forms).size > 1) {
    throw badRequest(`All domains of ${provider} must use the same format: first_name/last_name or aliases`);
  }
}

/**
 * Checks lines against the limits, forms and counts of a custom order. Throws a 400 `Refusal` with the first rule
 * broken. Names that stand twice, in one provider or in two, are refused (inferred).
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function checkOrderLines(lines: readonly OrderLine[]): readonly OrderLine[] {
  for (const line of lines) checkLine(line);
  const names = lines.flatMap((line) => line.domains.map((domain) => domain.domain));
  if (names.length > MAX_ORDER_DOMAINS) {
    throw badRequest(`An order allows at most ${MAX_ORDER_DOMAINS} domains, got ${names.length}`);
  }
  const twice = repeated(names);
  if (twice !== undefined) throw badRequest(`Domain ${twice} is listed more than once`);
  return lines;
}

/** The lines of a `providers` object, checked. `mailboxes_per_domain` counts only when the settings allow it. */
export function linesOf(providers: ProvidersRequest, settings: VendorSettings): readonly OrderLine[] {
  const perGoogleDomain = providers.google?.mailboxes_per_domain;
  if (perGoogleDomain !== undefined && !settings.allowMailboxesPerDomain) {
    throw badRequest('providers.google.mailboxes_per_domain is not supported');
  }
  const lines = PROVIDERS.flatMap((provider) => {
    const domains = providers[provider]?.domains;
    if (domains === undefined) return [];
    const usual = TERMS[provider].mailboxesPerDomain;
    return [{ provider, domains, mailboxesPerDomain: provider === 'google' ? (perGoogleDomain ?? usual) : usual }];
  });
  return checkOrderLines(lines);
}
