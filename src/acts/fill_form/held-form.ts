import { z } from 'zod';
import { EMAIL_PROVIDERS, EmailProvider } from '../custom_order/custom-order.ts';

/** A form that waits at the vendor, by its own number and that of the order that was paid. */
export const FormAtVendor = z.object({ uuid: z.string().min(1), vendorOrderId: z.string().min(1) });
export type FormAtVendor = z.infer<typeof FormAtVendor>;

/** What an order form is held to when it fills in a form that waits at the vendor. */
export const HeldForm = FormAtVendor.extend({
  /** All of these, and no others: lower-case ASCII names. */
  names: z.array(z.string()).min(1),
  /** Of which kind the mailboxes are; empty where the vendor does not say it, and a person has to. */
  providers: z.array(EmailProvider),
});
export type HeldForm = z.infer<typeof HeldForm>;

/** Words by which the vendor names each kind of mailboxes. Source: docs/vendor/openapi.yaml, "Package" and "OrderPackage". */
const WORDS: Readonly<Record<EmailProvider, RegExp>> = {
  google: /\bgoogle\b/i,
  outlook: /\b(?:outlook|microsoft|ms|azure)\b/i,
  smtp: /\bsmtp\b/i,
};

/** The kinds of mailboxes that a description of the vendor's names, such as `Google 10 + MS 2`; may be none. */
export const providersIn = (description: string): EmailProvider[] =>
  EMAIL_PROVIDERS.filter((provider) => WORDS[provider].test(description));
