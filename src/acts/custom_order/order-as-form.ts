import { fitsBoxes } from './boxes.ts';
import type { CustomOrder, EmailProvider, OrderedDomain, SequencerAccount } from './custom-order.ts';
import type { DraftSequencer, OrderDraft } from './draft.ts';
import { domainText } from './reading/sheet-text.ts';

/** Most characters of a name in the picker. Source: docs/slack.md, "Limits". */
const MAX_PICKED = 75;

/** What of an order stands in the fields of the form. */
export type OrderAsForm = Pick<
  OrderDraft,
  | 'label'
  | 'workspaceId'
  | 'source'
  | 'providers'
  | 'defaultName'
  | 'domainText'
  | 'pickedNames'
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
  const picked: Partial<Record<EmailProvider, string[]>> = {};
  for (const { provider, domains: ordered } of lines) {
    const isPicked = ({ name, ...domain }: OrderedDomain) =>
      source === 'scaledmail' && name.length <= MAX_PICKED && isPlain(domain, defaultName);
    picked[provider] = ordered.filter(isPicked).map(({ name }) => name);
    text[provider] = domainText(
      ordered.filter((domain) => !isPicked(domain)),
      defaultName,
    );
  }
  if (!Object.values(text).every(fitsBoxes)) return null;
  return {
    label,
    workspaceId: workspace.id,
    source,
    providers: lines.map(({ provider }) => provider),
    defaultName,
    domainText: text,
    pickedNames: picked,
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

/** Whether there is nothing to say of a domain but its name. */
const isPlain = (domain: Omit<OrderedDomain, 'name'>, defaultName: string): boolean =>
  domain.redirect === undefined && senderOf(domain) === defaultName && defaultName !== '';

/** What comes most often; of several, the first. Empty when there is nothing. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ['', 0])[0];
}
