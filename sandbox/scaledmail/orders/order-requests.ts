import { z } from 'zod';
import { DomainName, optionalText, PersonName, ProfilePicture, requiredText, Tag } from '../http/fields.ts';

const AliasRequest = z.strictObject({
  first_name: PersonName,
  last_name: PersonName,
  alias: requiredText(64).regex(/^[^@\s]+$/, 'must be the local part only, without @ and spaces'),
  profile_picture: ProfilePicture,
});

/** One domain of an order. Which of the two naming forms it takes is checked by `checkOrderLines`. */
export const DomainRequest = z.strictObject({
  domain: DomainName,
  redirect: optionalText(),
  profile_picture: ProfilePicture,
  first_name: PersonName.optional(),
  last_name: PersonName.optional(),
  aliases: z.array(AliasRequest).optional(),
});
export type DomainRequest = z.infer<typeof DomainRequest>;

const ProviderRequest = z.strictObject({ domains: z.array(DomainRequest).min(1, 'must hold at least one domain') });

/**
 * The `providers` object: one to three of the three keys. `mailboxes_per_domain` is observed only.
 * Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 3.
 */
export const ProvidersRequest = z
  .strictObject(
    {
      google: ProviderRequest.extend({ mailboxes_per_domain: z.literal([2, 3, 4]).optional() }),
      outlook: ProviderRequest,
      smtp: ProviderRequest,
    },
    { error: (issue) => (issue.input === undefined ? 'is required' : undefined) },
  )
  .partial()
  .refine((given) => Object.values(given).some((line) => line !== undefined), 'must hold at least one provider');
export type ProvidersRequest = z.infer<typeof ProvidersRequest>;

/** Registrar login. Source: docs/vendor/notes.md, "Rules of a custom order". */
export const HostingRequest = z.strictObject({
  provider: requiredText(),
  username: requiredText(),
  password: requiredText(),
  link: optionalText(),
});

/** Sending tool to connect. Source: docs/vendor/notes.md, "Rules of a custom order". */
export const SequencerRequest = z.strictObject({
  provider: requiredText(),
  username: requiredText(),
  password: requiredText(),
  link: optionalText(),
  workspace: optionalText(),
  tag: optionalText(),
});

const sharedParts = {
  tag: Tag,
  sequencer: SequencerRequest.optional(),
  hosting: HostingRequest.optional(),
};

/** Body of create-custom-order and submit-form. */
export const CustomOrderRequest = z.strictObject({ ...sharedParts, providers: ProvidersRequest });
export type CustomOrderRequest = z.infer<typeof CustomOrderRequest>;

/** Body of create-order: flat `domains` (documented) or `providers` (used by a public client), not both. */
export const PackageOrderRequest = z
  .strictObject({
    ...sharedParts,
    quantity: z.int().min(1).default(1),
    domains: z.array(DomainRequest).min(1, 'must hold at least one domain').optional(),
    providers: ProvidersRequest.optional(),
  })
  .refine(
    (body) => (body.domains === undefined) !== (body.providers === undefined),
    'either domains or providers is required',
  );

/** Body of buy-pre-warm-inboxes; here the sequencer's link is required too. */
export const PrewarmRequest = z.strictObject({
  tag: Tag,
  domains: z
    .array(z.strictObject({ id: requiredText(), domain: DomainName, redirect: optionalText() }))
    .min(1, 'must hold at least one domain'),
  sequencer: SequencerRequest.extend({ link: requiredText() }).optional(),
});
