import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import type { PackageOffer } from '../../src/acts/fixed_package/chosen-package.ts';
import { actions, button, context, header, section } from '../blocks.ts';
import { ACTION } from '../ids.ts';
import type { MessageView } from '../messages/message-view.ts';
import { monthly } from '../words/price-text.ts';
import { counted, inPlain, localTime } from '../words/text.ts';
import { listBlocks } from './rows.ts';

/** A package, and the workspaces that it can be had in, where that is not all of them. */
export interface PackageToDraw {
  readonly offer: PackageOffer;
  readonly onlyIn: readonly string[];
}

/** Fixed packages that can be ordered here, cheapest first, and when they were read. */
export function packagesMessage(packages: readonly PackageToDraw[], readAt: Date | null): MessageView {
  const read = readAt === null ? [] : [`ScaledMail’s list, ${localTime(readAt)}`];
  if (packages.length === 0) {
    const none = 'ScaledMail sells no package that can be ordered here.';
    return { text: none, blocks: [section(none), ...read.map((text) => context(text))] };
  }
  const title = counted(packages.length, 'package');
  return {
    text: `At ScaledMail: ${title}`,
    blocks: [
      header(title),
      ...listBlocks('Cheapest first', packages.map(packageText)),
      actions(button(ACTION.startOrder, 'Start an order', { style: 'primary' })),
      context(
        [
          ...read,
          '*A package* stands in the form, beside the domains',
          'before tax',
          'nothing is charged before an approval',
        ].join(' · '),
      ),
    ],
  };
}

/** `70 Google mailboxes · 35 domains · $245.00 / month`. Plain text. */
function packageText({ offer, onlyIn }: PackageToDraw): string {
  const { provider, domains, mailboxes, monthCents } = offer;
  const where = onlyIn.length === 0 ? '' : ` · ${onlyIn.map((name) => inPlain(name, 60)).join(', ')}`;
  const size = `${mailboxes} ${PROVIDER_FACTS[provider].label} ${mailboxes === 1 ? 'mailbox' : 'mailboxes'}`;
  return `${size} · ${counted(domains, 'domain')} · ${monthly(monthCents)}${where}`;
}
