import { z } from 'zod';
import { type ActRequest, type LoginFields, sealedLogin } from '../act-request.ts';
import type { Alias, CustomOrder, OrderedDomain } from './custom-order.ts';

/**
 * The call of a custom order, field by field as docs/vendor/openapi.yaml, "createCustomOrder", names them. What is absent is
 * left out: optional texts may not be empty. `mailboxes_per_domain` is observed only, and never sent.
 */
export function customOrderRequest(
  act: CustomOrder,
  tag: string,
  loginOf: (loginId: string) => LoginFields,
): ActRequest {
  const { source, workspace, coupon } = act;
  return {
    operation: 'createCustomOrder',
    parameters: {},
    query: { provider: source, organization_id: workspace.id, ...filledIn({ coupon }) },
    body: { tag, ...setUpBody(act, loginOf) },
  };
}

/** What is to be set up: the domains with their mailboxes, and the logins that this needs. */
export function setUpBody(
  { lines, hosting, sequencer }: Pick<CustomOrder, 'lines' | 'hosting' | 'sequencer'>,
  loginOf: (loginId: string) => LoginFields,
): Record<string, unknown> {
  return {
    providers: Object.fromEntries(
      lines.map(({ provider, domains }) => [provider, { domains: domains.map(domainBody) }]),
    ),
    ...(hosting ? { hosting: accountBody(hosting, loginOf(hosting.loginId)) } : {}),
    ...(sequencer ? { sequencer: accountBody(sequencer, loginOf(sequencer.loginId)) } : {}),
  };
}

const Account = z.looseObject({ username: z.string(), password: z.string() });
const WithAccounts = z.looseObject({ hosting: Account.optional(), sequencer: Account.optional() });

/** The call with the ids of the sealed logins in the place of the logins. Throws when it has no place for them. */
export function withSealedLogins(act: Pick<CustomOrder, 'hosting' | 'sequencer'>, request: ActRequest): ActRequest {
  const body = WithAccounts.parse(request.body);
  const hosting = body.hosting && act.hosting && { hosting: { ...body.hosting, ...sealedLogin(act.hosting.loginId) } };
  const sequencer = body.sequencer &&
    act.sequencer && { sequencer: { ...body.sequencer, ...sealedLogin(act.sequencer.loginId) } };
  return { ...request, body: { ...body, ...hosting, ...sequencer } };
}

/** A domain as an order names it. */
export function domainBody({ name, redirect, profilePicture, naming }: OrderedDomain) {
  const named =
    naming.form === 'names'
      ? { first_name: naming.firstName, last_name: naming.lastName }
      : { aliases: naming.aliases.map(aliasBody) };
  return {
    domain: name,
    ...filledIn({ redirect, profile_picture: profilePicture }),
    ...named,
  };
}

function aliasBody({ firstName, lastName, alias, profilePicture }: Alias) {
  return { first_name: firstName, last_name: lastName, alias, ...filledIn({ profile_picture: profilePicture }) };
}

/** An account elsewhere, with its login, as a call sends it. */
export function accountBody(
  account: { provider: string; link?: string | undefined; workspace?: string | undefined; tag?: string | undefined },
  login: LoginFields,
) {
  const { provider, link, workspace, tag } = account;
  return { provider, username: login.username, password: login.password, ...filledIn({ link, workspace, tag }) };
}

/** The optional texts that are there. */
export function filledIn(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(texts).flatMap(([name, text]) => (text ? [[name, text] as const] : []));
  return Object.fromEntries(entries);
}
