import { z } from 'zod';
import type { StockItem } from '../../acts/buy_prewarmed/stock.ts';
import { orNull, rowsOf } from '../rows.ts';
import { Id, Text } from './fields.ts';

/** Of an item that does not say how many mailboxes it has, they are counted; one without any cannot be priced. */
const stockRows = (provider: StockItem['provider']) =>
  rowsOf(
    z
      .object({
        id: Id,
        domain: Text,
        warmup_age: orNull(z.number().nonnegative()),
        emailMailboxCount: orNull(z.int().positive()),
        emailMailbox: orNull(z.array(z.unknown())),
        pricing: z.object({ oneTimePrice: z.number().nonnegative(), monthlyPrice: z.number().nonnegative() }),
      })
      .transform((row) => ({ ...row, mailboxes: row.emailMailboxCount ?? row.emailMailbox?.length ?? 0 }))
      .refine(({ mailboxes }) => mailboxes > 0)
      .transform(
        ({ id, domain, warmup_age: months, mailboxes, pricing }): StockItem => ({
          id,
          name: domain.toLowerCase(),
          provider,
          months,
          mailboxes,
          oncePrice: pricing.oneTimePrice,
          monthPrice: pricing.monthlyPrice,
        }),
      ),
  );
/** The stock of both providers; a list that is missing is a fault. Source: docs/vendor/openapi.yaml, "PrewarmInboxList". */
export const PrewarmedStock = z
  .object({ google: stockRows('google'), outlook: stockRows('outlook') })
  .transform(({ google, outlook }) => ({
    rows: [...google.rows, ...outlook.rows],
    leftOut: google.leftOut + outlook.leftOut,
  }));
