import { fitsBoxes } from './boxes.ts';
import type { CustomOrder, EmailProvider, OrderedDomain, SequencerAccount } from './custom-order.ts';
import type { DraftSequencer, OrderDraft } from './draft.ts';
import { domainText } from './reading/sheet-text.ts';

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
  | 'coupon'
  | 'sequencer'
  | 'profilePicture'
>;

/**
 * Fills the form in so that it asks for the same order again, but for logins, which are typed anew. The commonest sender
 * becomes the default one, so that names alone are enough for its domains. Null when the lines do not fit into the boxes of
 * their provider, name mailboxes one by one, or have different pictures.
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
  if (domains.some(({ naming }) => naming.form === 'aliases')) return null;
  const profilePicture = commonest(domains.map((domain) => domain.profilePicture ?? ''));
  if (domains.some((domain) => (domain.profilePicture ?? '') !== profilePicture)) return null;
  const defaultName = commonest(domains.map(senderOf));
  const text: Partial<Record<EmailProvider, string>> = {};
  const defaultRedirect = redirectOfAll(domains);
  for (const { provider, domains: ordered } of lines) {
    text[provider] = domainText(defaultRedirect === '' ? ordered : ordered.map(withoutRedirect), defaultName);
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
    ...(profilePicture === '' ? {} : { profilePicture }),
    ...(coupon === undefined ? {} : { coupon }),
    ...(sequencer ? { sequencer: sequencerAsTyped(sequencer) } : {}),
  };
}

const sequencerAsTyped = ({ provider, link = '', workspace = '', tag = '' }: SequencerAccount): DraftSequencer => ({
  provider,
  link,
  workspace,
  tag,
  loginId: null,
});

/** `Ada Park`. */
const senderOf = ({ naming }: Pick<OrderedDomain, 'naming'>): string =>
  naming.form === 'names' ? `${naming.firstName} ${naming.lastName}` : '';

/** The redirect that all domains share; empty when one has another or none: a common one would serve it too. */
function redirectOfAll(domains: readonly OrderedDomain[]): string {
  const first = domains[0]?.redirect ?? '';
  return domains.every(({ redirect = '' }) => redirect === first) ? first : '';
}

const withoutRedirect = ({ redirect: _, ...domain }: OrderedDomain): OrderedDomain => domain;

/** What comes most often; of several, the first. Empty when there is nothing. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0])[0];
}
