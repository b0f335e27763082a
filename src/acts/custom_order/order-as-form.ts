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
 * their provider, or name mailboxes one by one.
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
  const pictures = new Set(domains.map((domain) => domain.profilePicture));
  const [profilePicture] = pictures.size === 1 ? pictures : [];
  const defaultName = commonest(domains.map(senderOf));
  const text: Partial<Record<EmailProvider, string>> = {};
  const defaultRedirect = redirectOfAll(domains);
  for (const { provider, domains: ordered } of lines) {
    // What all share has a field of its own; what differs stands in the sheet.
    const said = ordered.map(({ redirect, profilePicture: picture, ...domain }) => ({
      ...domain,
      ...(redirect === undefined || defaultRedirect !== '' ? {} : { redirect }),
      ...(picture === undefined || profilePicture !== undefined ? {} : { profilePicture: picture }),
    }));
    text[provider] = domainText(said, defaultName);
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
    ...(profilePicture === undefined ? {} : { profilePicture }),
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

/** What comes most often; of several, the first. Empty when there is nothing. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0])[0];
}
