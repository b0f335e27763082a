import { aliasLines, type TypedAlias } from '../aliases/alias-lines.ts';
import type { Alias, CustomOrder, EmailProvider, OrderedDomain, SequencerAccount } from '../custom-order.ts';
import { sendersFrom } from '../reading/senders.ts';
import { domainText } from '../reading/sheet-text.ts';
import { LOGIN_KINDS, type LoginKind, loginKey } from '../saved-login.ts';
import { fitsBoxes } from './boxes.ts';
import type { DraftAliases, DraftSequencer, OrderDraft } from './draft.ts';

/** What of an order stands in the fields of the form. */
export type OrderAsForm = Pick<
  OrderDraft,
  | 'label'
  | 'workspaceId'
  | 'source'
  | 'providers'
  | 'defaultName'
  | 'domainText'
  | 'defaultRedirect'
  | 'hosting'
  | 'logins'
  | 'coupon'
  | 'sequencer'
  | 'profilePicture'
  | 'aliases'
>;

/**
 * Fills the form in so that it asks for the same order again, but for typed logins, which are typed anew. The commonest sender
 * becomes the default one, so that names alone are enough for its domains. Null when the lines do not fit into the boxes of
 * their provider. Mailboxes that were named one by one come back as lines.
 */
export function orderAsForm({
  label,
  workspace,
  source,
  lines,
  hosting,
  coupon,
  sequencer,
}: CustomOrder): OrderAsForm | null {
  const domains = lines.flatMap((line) => line.domains);
  const pictures = new Set(domains.map((domain) => domain.profilePicture));
  const [profilePicture] = pictures.size === 1 ? pictures : [];
  const defaultName = commonest(domains.flatMap(sendersOf).map(asTyped));
  const text: Partial<Record<EmailProvider, string>> = {};
  const defaultRedirect = redirectOfAll(domains);
  const aliases: Partial<Record<EmailProvider, DraftAliases>> = {};
  for (const { provider, domains: ordered } of lines) {
    // What all share has a field of its own; what differs stands in the sheet.
    const said = ordered.map(({ redirect, profilePicture: picture, ...domain }) => ({
      ...domain,
      ...(redirect === undefined || defaultRedirect !== '' ? {} : { redirect }),
      ...(picture === undefined || profilePicture !== undefined ? {} : { profilePicture: picture }),
    }));
    text[provider] = domainText(said, defaultName);
  }
  for (const { provider, domains: ordered } of lines) {
    const own = ownLines(ordered, defaultName);
    if (own !== '') aliases[provider] = { form: 'own', text: own };
  }
  if (!Object.values(text).every(fitsBoxes)) return null;
  return {
    label,
    workspaceId: workspace.id,
    source,
    providers: lines.map(({ provider }) => provider),
    defaultName,
    domainText: text,
    ...(defaultRedirect === '' ? {} : { defaultRedirect }),
    hosting: hosting ? { provider: hosting.provider, link: hosting.link ?? '', loginId: null } : null,
    ...(Object.keys(aliases).length === 0 ? {} : { aliases }),
    ...(profilePicture === undefined ? {} : { profilePicture }),
    ...loginsAsChosen({ hosting, sequencer }),
    ...(coupon === undefined ? {} : { coupon }),
    ...(sequencer ? { sequencer: sequencerAsTyped(sequencer) } : {}),
  };
}

/** Saved logins are chosen again, and taken as they are now when their page is sent. */
function loginsAsChosen(
  accounts: {
    readonly [Kind in LoginKind]: CustomOrder[Kind];
  },
): Pick<OrderDraft, 'logins'> {
  const chosen = LOGIN_KINDS.flatMap((kind) => {
    const saved = accounts[kind]?.saved;
    return saved ? [[kind, { choice: loginKey(saved), keepAs: '', isShared: false }] as const] : [];
  });
  return chosen.length === 0 ? {} : { logins: Object.fromEntries(chosen) };
}

const sequencerAsTyped = ({ provider, link = '', workspace = '', tag = '' }: SequencerAccount): DraftSequencer => ({
  provider,
  link,
  workspace,
  tag,
  loginId: null,
});

type Person = Pick<Alias, 'firstName' | 'lastName'>;

/** The redirect that all domains share; empty when one has another or none: a common one would serve it too. */
function redirectOfAll(domains: readonly OrderedDomain[]): string {
  const first = domains[0]?.redirect ?? '';
  return domains.every(({ redirect = '' }) => redirect === first) ? first : '';
}

/** The people of a domain. */
const sendersOf = ({ naming }: Pick<OrderedDomain, 'naming'>): readonly Person[] =>
  naming.form === 'names' ? [naming] : naming.aliases;

/** `Ada Park`; empty for a name that would be parted elsewhere: it cannot stand in the field for the sender. */
function asTyped({ firstName, lastName }: Person): string {
  const whole = `${firstName} ${lastName}`;
  const [read, ...more] = sendersFrom(whole);
  return more.length === 0 && read?.firstName === firstName && read.lastName === lastName ? whole : '';
}

const isUsual = (person: Person, defaultName: string): boolean => defaultName !== '' && asTyped(person) === defaultName;

/** The mailboxes that were named one by one, as lines; empty where ScaledMail made them. */
const ownLines = (domains: readonly OrderedDomain[], defaultName: string): string =>
  aliasLines(
    domains.flatMap(({ name, naming }) =>
      naming.form === 'aliases' ? [{ name, aliases: naming.aliases.map((each) => asLine(each, defaultName)) }] : [],
    ),
  );

const asLine = ({ alias, firstName, lastName, profilePicture }: Alias, defaultName: string): TypedAlias => ({
  alias,
  person: isUsual({ firstName, lastName }, defaultName) ? null : { form: 'names', firstName, lastName },
  picture: profilePicture ?? null,
});

/** What comes most often; of several, the first. Empty when there is nothing. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0])[0];
}
