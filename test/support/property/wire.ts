import { domainToASCII } from 'node:url';
import type { Naming } from '../../../src/acts/custom_order/custom-order.ts';
import type { CustomOrderInput, DomainInput } from '../../../src/acts/custom_order/rules/order-input.ts';
import type { WireDomain, WireRequest } from './page-rules.ts';

/** A name as somebody typed it, as it would be ordered: without what stands around it, in lower case, in ASCII. */
export function readName(typed: string): string {
  const text = typed.trim().replace(/\.$/, '').toLowerCase();
  return domainToASCII(text) || text;
}

const LOGIN = { username: 'ops@example.com', password: 'correct horse' };

function named(naming: Naming | null): WireDomain {
  if (!naming) return {};
  if (naming.form === 'names') return { first_name: naming.firstName, last_name: naming.lastName };
  const aliases = naming.aliases.map(({ firstName, lastName, alias, profilePicture }) => ({
    first_name: firstName,
    last_name: lastName,
    alias,
    profile_picture: profilePicture,
  }));
  return { aliases };
}

const domainOf = ({ name, naming, redirect, profilePicture }: DomainInput, common?: string): WireDomain => ({
  domain: readName(name),
  redirect,
  profile_picture: profilePicture ?? common,
  ...named(naming),
});

const accountOf = <Account extends { loginId: string }>({ loginId, ...account }: Account) => ({
  ...account,
  ...(loginId === '' ? {} : LOGIN),
});

/** The request that an order stands for before anybody has checked it. Of a provider that stands there twice, the first. */
export function wireOf(input: CustomOrderInput): WireRequest {
  const { source, workspace, coupon, hosting, sequencer } = input;
  return {
    query: { provider: source, organization_id: workspace?.id, coupon },
    body: {
      providers: Object.fromEntries(
        input.lines
          .toReversed()
          .map(({ provider, domains }) => [
            provider,
            { domains: domains.map((domain) => domainOf(domain, input.profilePicture)) },
          ]),
      ),
      ...(hosting ? { hosting: accountOf(hosting) } : {}),
      ...(sequencer ? { sequencer: accountOf(sequencer) } : {}),
    },
  };
}
