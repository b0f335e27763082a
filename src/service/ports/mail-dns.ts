import type { EmailProvider } from '../../acts/custom_order/custom-order.ts';
import type { MailRecord } from '../../values/mail-record.ts';

/** Our own look at the DNS of a domain. */
export interface MailDns {
  /** Records that are surely not there; null when nothing could be asked, or who was asked knows no names of the world. Never throws, and ends within seconds. */
  lackedBy(domain: string, provider: EmailProvider): Promise<readonly MailRecord[] | null>;
}
