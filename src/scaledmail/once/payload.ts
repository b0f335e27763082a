import type { Alias, OrderedDomain } from '../../acts/custom_order/custom-order.ts';
import type { Login } from '../../service/ports/login-vault.ts';
import type { PaidCall } from '../../service/ports/vendor.ts';

/** What create-custom-order takes: the query without the workspace's parameter name, and the JSON body. */
export interface CustomOrderPayload {
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The request of one paid call, field by field as docs/vendor/openapi.yaml, "createCustomOrder", names them. What is
 * absent is left out: optional texts may not be empty. `mailboxes_per_domain` is observed only, and never sent. Pure.
 */
export function customOrderPayload({ purchase, tag, hostingLogin, sequencerLogin }: PaidCall): CustomOrderPayload {
  const { source, workspace, coupon, lines, hosting, sequencer } = purchase;
  const providers = Object.fromEntries(
    lines.map(({ provider, domains }) => [provider, { domains: domains.map(domainBody) }]),
  );
  return {
    query: { provider: source, organization_id: workspace.id, ...filledIn({ coupon }) },
    body: {
      tag,
      providers,
      ...(hosting && hostingLogin ? { hosting: accountBody(hosting, hostingLogin) } : {}),
      ...(sequencer && sequencerLogin ? { sequencer: accountBody(sequencer, sequencerLogin) } : {}),
    },
  };
}

function domainBody({ name, redirect, profilePicture, naming }: OrderedDomain) {
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

function accountBody(
  account: { provider: string; link?: string | undefined; workspace?: string | undefined; tag?: string | undefined },
  login: Login,
) {
  const { provider, link, workspace, tag } = account;
  return { provider, username: login.username, password: login.password, ...filledIn({ link, workspace, tag }) };
}

/** The optional texts that are there. */
function filledIn(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(texts).flatMap(([name, text]) => (text ? [[name, text] as const] : []));
  return Object.fromEntries(entries);
}
