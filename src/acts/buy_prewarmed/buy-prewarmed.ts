import { z } from 'zod';
import { Cents } from '../../values/money.ts';
import { type ActRequest, type LoginFields, sealedLogin } from '../act-request.ts';
import { type Claim, ownsName, ownsStock } from '../claim.ts';
import { EMAIL_PROVIDERS, EmailProvider, SequencerAccount, VendorWorkspace } from '../custom_order/custom-order.ts';
import type { QuoteLine } from '../custom_order/quote.ts';
import { accountBody, filledIn } from '../custom_order/request.ts';
import type { SpendWorth } from '../worth.ts';

/** A domain of the vendor's stock whose mailboxes were warmed up already, with its prices as people saw them. */
export const PrewarmedInbox = z.object({
  /** The vendor's id of the stock item; the row of `/domains` that it becomes may have another. */
  id: z.string().min(1),
  /** Its domain, in small letters. */
  name: z.string().min(1),
  provider: EmailProvider,
  /** For how long it was warmed up, at least; null when the vendor does not say. */
  weeks: z.int().nonnegative().nullable(),
  mailboxes: z.int().positive(),
  /** Paid once, with the first month. */
  nowCents: Cents,
  monthCents: Cents,
});
export type PrewarmedInbox = z.infer<typeof PrewarmedInbox>;

/** Buys items of the stock, all or none, in one call. */
export const BuyPrewarmed = z.object({
  kind: z.literal('buy_prewarmed'),
  workspace: VendorWorkspace,
  label: z.string(),
  inboxes: z.array(PrewarmedInbox).min(1),
  /** Where all of the domains lead to; absent for nowhere. */
  redirect: z.string().exactOptional(),
  sequencer: SequencerAccount.exactOptional(),
});
export type BuyPrewarmed = z.infer<typeof BuyPrewarmed>;

/** Names of all domains, in the order of the picker. */
export const prewarmedNames = ({ inboxes }: Pick<BuyPrewarmed, 'inboxes'>): string[] => inboxes.map(({ name }) => name);

/** The same, each with its provider. */
export const mailNamesOfInboxes = ({ inboxes }: Pick<BuyPrewarmed, 'inboxes'>): (readonly [string, EmailProvider])[] =>
  inboxes.map(({ name, provider }) => [name, provider] as const);

/** It owns each item of the stock and its name. */
export const prewarmedClaims = ({ inboxes }: Pick<BuyPrewarmed, 'inboxes'>): Claim[] =>
  inboxes.flatMap(({ id, name }) => [ownsStock(id), ownsName(name)]);

/** What items charge: once, and each month; a line for each provider. */
export function prewarmedWorth(inboxes: readonly PrewarmedInbox[]): SpendWorth {
  const lines = EMAIL_PROVIDERS.flatMap((provider): QuoteLine[] => {
    const own = inboxes.filter((inbox) => inbox.provider === provider);
    if (own.length === 0) return [];
    const monthlyCents = sum(own, 'monthCents');
    const unitCents = Math.round(monthlyCents / own.length);
    return [
      {
        provider,
        domains: own.length,
        mailboxes: sum(own, 'mailboxes'),
        pricedPer: 'domain',
        unitCents,
        monthlyCents,
      },
    ];
  });
  return {
    effect: 'spend',
    nowCents: sum(inboxes, 'nowCents'),
    monthCents: sum(inboxes, 'monthCents'),
    yearCents: 0,
    lines,
  };
}

const sum = (inboxes: readonly PrewarmedInbox[], part: 'nowCents' | 'monthCents' | 'mailboxes'): number =>
  inboxes.reduce((total, inbox) => total + inbox[part], 0);

/** The call that buys them, field by field. Source: docs/vendor/openapi.yaml, "buyPreWarmInboxes". */
export function prewarmedRequest(
  { workspace, inboxes, redirect, sequencer }: BuyPrewarmed,
  tag: string,
  loginOf: (loginId: string) => LoginFields,
): ActRequest {
  return {
    operation: 'buyPreWarmInboxes',
    parameters: {},
    query: { organization_id: workspace.id },
    body: {
      tag,
      domains: inboxes.map(({ id, name }) => ({ id, domain: name, ...filledIn({ redirect }) })),
      ...(sequencer ? { sequencer: accountBody(sequencer, loginOf(sequencer.loginId)) } : {}),
    },
  };
}

const WithAccount = z.looseObject({
  sequencer: z.looseObject({ username: z.string(), password: z.string() }).optional(),
});

/** The call with the id of the sealed login in the place of the login. Throws when it has no place for it. */
export function withSealedSequencer({ sequencer }: BuyPrewarmed, request: ActRequest): ActRequest {
  const body = WithAccount.parse(request.body);
  if (!body.sequencer || !sequencer) return { ...request, body };
  return { ...request, body: { ...body, sequencer: { ...body.sequencer, ...sealedLogin(sequencer.loginId) } } };
}
