import { z } from 'zod';
import { EMAIL_PROVIDERS } from '../../acts/custom_order/custom-order.ts';
import type { ListedPackage } from '../../acts/fixed_package/offers.ts';
import { orNull, rowsOf } from '../rows.ts';
import { Text } from './fields.ts';

const PackagePart = z.object({ mailbox: z.int().positive() });
/** Which mailboxes a package has: of one provider, or of several. Outlook is called microsoft there. */
const PACKAGE_KEYS = { google: 'google', outlook: 'microsoft', smtp: 'smtp' } as const;
const PackageRow = z
  .object({
    id: Text,
    name: orNull(Text),
    price: z.number().positive(),
    domains: z.int().positive(),
    google: orNull(PackagePart),
    microsoft: orNull(PackagePart),
    smtp: orNull(PackagePart),
  })
  .transform(({ id, name, price, domains, ...parts }): ListedPackage[] => {
    const found = EMAIL_PROVIDERS.flatMap((provider) => {
      const part = parts[PACKAGE_KEYS[provider]];
      return part ? [{ provider, mailboxes: part.mailbox }] : [];
    });
    // Nobody knows which domain of a flat list gets which mailboxes.
    const [only, ...others] = found;
    return only && others.length === 0 ? [{ priceId: id, name: name ?? id, price, domains, ...only }] : [];
  });

/** Fixed packages of one provider each. */
export const Packages = z.object({ packages: rowsOf(PackageRow) }).transform(({ packages }) => packages);
