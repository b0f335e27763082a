import { type FixedPackage, mailboxesOfPackage } from '../../src/acts/fixed_package/fixed-package.ts';
import { oneLine } from '../words/text.ts';
import type { ActView } from './act-view.ts';
import { customOrderView } from './custom_order.ts';

/** `2 × Google 20`; the name is ScaledMail's. */
const packageText = ({ package: { offer, quantity } }: FixedPackage) => ({
  words: `Package: ${quantity > 1 ? `${quantity} × ` : ''}${oneLine(offer.name)}`,
});

/** How people see a package: as the mailboxes that it sets up, with its name. */
export const fixedPackageView: ActView<FixedPackage> = {
  odd: (act) => customOrderView.odd(mailboxesOfPackage(act)),
  heading: (act, worth) => customOrderView.heading(mailboxesOfPackage(act), worth),
  content: (act, worth) => customOrderView.content(mailboxesOfPackage(act), worth),
  asks: (act, worth) => customOrderView.asks(mailboxesOfPackage(act), worth),
  reason: () => null,
  hurry: () => null,
  parts: (act, worth, drawing) => customOrderView.parts(mailboxesOfPackage(act), worth, drawing),
  grey: (act) => [packageText(act), ...customOrderView.grey(mailboxesOfPackage(act))],
  facts: (act) => [['Package', packageText(act)], ...customOrderView.facts(mailboxesOfPackage(act))],
  button: (act, worth) => customOrderView.button(mailboxesOfPackage(act), worth),
  confirm: (act, worth) => customOrderView.confirm(mailboxesOfPackage(act), worth),
  details: (act) => customOrderView.details(mailboxesOfPackage(act)),
  halfDone: (act, done) => customOrderView.halfDone(mailboxesOfPackage(act), done),
  file: (act, reference) => customOrderView.file(mailboxesOfPackage(act), reference),
};
