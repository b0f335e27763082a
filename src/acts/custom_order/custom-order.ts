import { z } from 'zod';
import { LoginSource } from './saved-login.ts';

/** Kinds of mailboxes that the vendor sells, in the order in which people see them. */
export const EMAIL_PROVIDERS = ['google', 'outlook', 'smtp'] as const;
export const EmailProvider = z.enum(EMAIL_PROVIDERS);
export type EmailProvider = z.infer<typeof EmailProvider>;

/**
 * `scaledmail`: names bought through ScaledMail; `other`: held at another registrar.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export const DomainSource = z.enum(['scaledmail', 'other']);
export type DomainSource = z.infer<typeof DomainSource>;

/** One ready-made mailbox. `alias` is the part before the `@`. */
export const Alias = z.object({
  firstName: z.string(),
  lastName: z.string(),
  alias: z.string(),
  profilePicture: z.string().optional(),
});
export type Alias = z.infer<typeof Alias>;

/** One person, from whose name the vendor makes the names of the mailboxes. */
export const NamesNaming = z.object({ form: z.literal('names'), firstName: z.string(), lastName: z.string() });
export type NamesNaming = z.infer<typeof NamesNaming>;

/** How the mailboxes of a domain get their names: the vendor makes them from one name, or we list each. */
export const Naming = z.discriminatedUnion('form', [
  NamesNaming,
  z.object({ form: z.literal('aliases'), aliases: z.array(Alias) }),
]);
export type Naming = z.infer<typeof Naming>;

/** One domain of an order, checked: a lower-case registrable ASCII name. */
export const OrderedDomain = z.object({
  name: z.string(),
  naming: Naming,
  redirect: z.string().optional(),
  profilePicture: z.string().optional(),
});
export type OrderedDomain = z.infer<typeof OrderedDomain>;

/** Domains of one provider, never empty. */
export const ProviderLine = z.object({ provider: EmailProvider, domains: z.array(OrderedDomain).min(1) });
export type ProviderLine = z.infer<typeof ProviderLine>;

/**
 * Login at another service, without the login itself: `loginId` names the sealed user name and password, which are
 * opened only for the one call that sends them.
 */
export const HostingAccount = z.object({
  provider: z.string(),
  link: z.string().optional(),
  loginId: z.string(),
  /** The saved login that `loginId` is a copy of; absent for one that was typed. */
  saved: LoginSource.exactOptional(),
});
export type HostingAccount = z.infer<typeof HostingAccount>;

/** Sending tool that the vendor connects; see `HostingAccount` for `loginId`. */
export const SequencerAccount = z.object({
  provider: z.string(),
  link: z.string().optional(),
  workspace: z.string().optional(),
  tag: z.string().optional(),
  loginId: z.string(),
  saved: LoginSource.exactOptional(),
});
export type SequencerAccount = z.infer<typeof SequencerAccount>;

/** A workspace at ScaledMail, which its API calls an organization. */
export const VendorWorkspace = z.object({ id: z.string().min(1), name: z.string() });
export type VendorWorkspace = z.infer<typeof VendorWorkspace>;

/** Everything that one create-custom-order call sends, but for the tag, which belongs to the attempt. */
export const CustomOrder = z.object({
  kind: z.literal('custom_order'),
  workspace: VendorWorkspace,
  source: DomainSource,
  label: z.string(),
  lines: z.array(ProviderLine).min(1).max(EMAIL_PROVIDERS.length),
  coupon: z.string().optional(),
  hosting: HostingAccount.optional(),
  sequencer: SequencerAccount.optional(),
});
export type CustomOrder = z.infer<typeof CustomOrder>;

/** All domain names of an order, in the order of its lines. */
export function domainNames({ lines }: Pick<CustomOrder, 'lines'>): string[] {
  return lines.flatMap((line) => line.domains.map((domain) => domain.name));
}

/** The same, each with its provider. */
export function mailNamesOfLines({ lines }: Pick<CustomOrder, 'lines'>): (readonly [string, EmailProvider])[] {
  return lines.flatMap(({ provider, domains }) => domains.map(({ name }) => [name, provider] as const));
}

/** Ids of the sealed logins that a purchase needs when it is placed. */
export function loginIds({ hosting, sequencer }: Pick<CustomOrder, 'hosting' | 'sequencer'>): string[] {
  return [hosting?.loginId, sequencer?.loginId].filter((id) => id !== undefined);
}
