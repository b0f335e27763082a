import { z } from 'zod';

/** A kind of DNS record that a domain needs so that its mail arrives and is trusted. */
export const MailRecord = z.enum(['MX', 'SPF', 'DKIM', 'DMARC']);
export type MailRecord = z.infer<typeof MailRecord>;

/** A domain that the vendor calls Active, and what our own look did not find of it. */
export const Lacking = z.object({ domain: z.string(), lacks: z.array(MailRecord).min(1) });
export type Lacking = z.infer<typeof Lacking>;

/**
 * Whether a domain counts as not working without these. Where the key of DKIM stands is the vendor's choice, so one that was
 * not found under the usual names is shown and holds nothing back.
 */
export const keepsFromWorking = ({ lacks }: Lacking): boolean => lacks.some((record) => record !== 'DKIM');
