import { z } from 'zod';
import { EmailProvider } from '../../acts/custom_order/custom-order.ts';
import { orNull, rowsOf } from '../rows.ts';
import { Id, Status, Text } from './fields.ts';

const MailboxName = z
  .object({ first_name: orNull(z.string()), last_name: orNull(z.string()), alias: Text })
  .transform(({ first_name, last_name, alias }) => ({ firstName: first_name ?? '', lastName: last_name ?? '', alias }));

/** One that has no alias is not counted: it has no address. */
function mailboxNameOf(mailbox: unknown) {
  const read = MailboxName.safeParse(mailbox);
  return read.success ? [read.data] : [];
}

/** Null is no redirect; a field that is not there, or no text, tells nothing. Source: docs/vendor/openapi.yaml, "Domain". */
function redirectOf(redirect: unknown): { redirect?: string } {
  if (redirect === null) return { redirect: '' };
  return typeof redirect === 'string' ? { redirect: redirect.trim() } : {};
}

/** Packages call Outlook microsoft. Source: docs/vendor/notes.md, "Life of an order and status words". */
const OrderType = z
  .string()
  .transform((word) => (word.toLowerCase() === 'microsoft' ? 'outlook' : word.toLowerCase()))
  .pipe(EmailProvider);

/** The list of domains, with what each says of its mailboxes and where it leads. */
export const Domains = z
  .object({
    domains: rowsOf(
      z
        .object({
          id: Id,
          domain: Text,
          status: Status,
          payment_id: orNull(Id),
          total_mailboxes: orNull(z.int()),
          mailbox: orNull(z.array(z.unknown())),
          redirect: z.unknown().optional(),
          order_type: orNull(OrderType),
          tag: orNull(Text),
        })
        .transform(
          ({
            id,
            domain,
            status,
            payment_id: orderId,
            total_mailboxes: totalMailboxes,
            mailbox,
            redirect,
            ...more
          }) => ({
            id,
            name: domain.toLowerCase(),
            status,
            orderId,
            totalMailboxes,
            ...redirectOf(redirect),
            ...(mailbox === null ? {} : { mailboxes: mailbox.flatMap(mailboxNameOf) }),
            ...(more.order_type === null ? {} : { provider: more.order_type }),
            ...(more.tag === null ? {} : { tag: more.tag }),
          }),
        ),
    ),
  })
  .transform(({ domains }) => domains);

/** A row of the list of mailboxes; who it belongs to is known when one of both names can be read. */
const MailboxRow = z
  .object({
    email: orNull(z.string()),
    status: Status,
    alias: orNull(Text),
    first_name: orNull(z.string()),
    last_name: orNull(z.string()),
  })
  .transform(({ email, status, alias, first_name: first, last_name: last }) => ({
    email,
    status,
    ...(alias === null ? {} : { alias }),
    ...(first === null && last === null ? {} : { sender: { firstName: first ?? '', lastName: last ?? '' } }),
  }));

/** Mailboxes of one domain. Null when there is no list of them, which says nothing. */
export const Mailboxes = z.object({ mailboxes: orNull(rowsOf(MailboxRow)) }).transform(({ mailboxes }) => mailboxes);
