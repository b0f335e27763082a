import type { Reference } from '../../src/values/ids.ts';
import { inline } from '../words/text.ts';

/** What changes domains of a vendor order; `of` is the order of ours that it is, null for one that was not made here. */
interface OfOrder {
  readonly of: Reference | null;
  readonly vendorOrderId: string;
}

/** `Of order qk53z7, ScaledMail order rec1`, or `Of ScaledMail order rec1, not made here`. */
export const ofText = ({ of, vendorOrderId }: OfOrder): string =>
  of === null
    ? `Of ScaledMail order ${inline(vendorOrderId)}, not made here`
    : `Of order \`${of}\`, ScaledMail order ${inline(vendorOrderId)}`;

/** `order qk53z7`, or `ScaledMail order rec1, not made here`. */
export const ofWhich = ({ of, vendorOrderId }: OfOrder): string =>
  of === null ? `ScaledMail order ${inline(vendorOrderId)}, not made here` : `order \`${of}\``;
