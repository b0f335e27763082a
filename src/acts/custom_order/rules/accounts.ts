import type { DomainSource, HostingAccount, SequencerAccount } from '../custom-order.ts';
import { fieldProblem, type OrderField, type Problem } from '../problem.ts';
import type { LoginInput } from './order-input.ts';
import { isWebAddress } from './text.ts';

/** Problems of a user name and password: both are needed. Source: docs/vendor/notes.md, "Rules of a custom order". */
export function loginProblems(kind: 'hosting' | 'sequencer', login: LoginInput): Problem[] {
  const problems: Problem[] = [];
  if (login.username.trim() === '')
    problems.push(fieldProblem(`${kind}_username`, 'username_missing', 'The user name is missing.'));
  if (login.password === '')
    problems.push(fieldProblem(`${kind}_password`, 'password_missing', 'The password is missing.'));
  return problems;
}

/**
 * Domains held elsewhere need the registrar's login; names bought through ScaledMail do not.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function hostingProblems(source: DomainSource, hosting: HostingAccount | undefined): Problem[] {
  if (source === 'scaledmail') {
    return hosting
      ? [
          fieldProblem(
            'hosting_provider',
            'hosting_not_needed',
            'Domains bought through ScaledMail need no hosting login.',
          ),
        ]
      : [];
  }
  if (!hosting)
    return [fieldProblem('hosting_provider', 'hosting_missing', 'Domains held elsewhere need the hosting login.')];
  const { link } = hosting;
  return [
    ...accountProblems('hosting', hosting),
    ...emptyProblems({ hosting_link: link }),
    ...linkProblems('hosting_link', link),
  ];
}

/**
 * A sequencer needs its name and login; link, workspace and tag may be left out but not empty.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function sequencerProblems(sequencer: SequencerAccount | undefined): Problem[] {
  if (!sequencer) return [];
  const { link, workspace, tag } = sequencer;
  return [
    ...accountProblems('sequencer', sequencer),
    ...emptyProblems({ sequencer_link: link, sequencer_workspace: workspace, sequencer_tag: tag }),
    ...linkProblems('sequencer_link', link),
  ];
}

function accountProblems(kind: 'hosting' | 'sequencer', account: { provider: string; loginId: string }): Problem[] {
  const problems: Problem[] = [];
  if (account.provider.trim() === '')
    problems.push(fieldProblem(`${kind}_provider`, 'account_provider_missing', 'The name of the service is missing.'));
  if (account.loginId === '')
    problems.push(fieldProblem(`${kind}_username`, 'username_missing', 'The login is missing.'));
  return problems;
}

function emptyProblems(texts: Partial<Record<OrderField, string | undefined>>): Problem[] {
  const fields: OrderField[] = ['hosting_link', 'sequencer_link', 'sequencer_workspace', 'sequencer_tag'];
  return fields
    .filter((field) => texts[field]?.trim() === '')
    .map((field) => fieldProblem(field, 'empty_text', 'Leave it out, or fill it in.'));
}

/** A link goes out as it stands, so it has to be one. Source: docs/vendor/notes.md, "Rules of a custom order". */
function linkProblems(field: 'hosting_link' | 'sequencer_link', link = ''): Problem[] {
  if (link.trim() === '' || isWebAddress(link.trim())) return [];
  const message = `“${link.trim()}” is not a web address. A whole one begins with https://, and holds no user name.`;
  return [fieldProblem(field, 'link_malformed', message)];
}
