import type { SequencerAccount } from '../../../src/acts/custom_order/custom-order.ts';
import type { LoginSource } from '../../../src/acts/custom_order/saved-login.ts';

/** `login porkbun-main of Rita Okafor`; nothing for a login that was typed. */
export const loginText = ({ saved }: { readonly saved?: LoginSource }): string[] =>
  saved ? [`login ${saved.name} of ${saved.owner}`] : [];

/** `Instantly · workspace acme · tag {{ID}} · https://app.instantly.ai`, and whose login. What people wrote; not escaped. */
export const sequencerText = ({ provider, workspace, tag, link, ...login }: SequencerAccount): string =>
  [
    provider,
    ...(workspace === undefined ? [] : [`workspace ${workspace}`]),
    ...(tag === undefined ? [] : [`tag ${tag}`]),
    ...(link === undefined ? [] : [link]),
    ...loginText(login),
  ].join(' · ');
