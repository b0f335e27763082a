import { z } from 'zod';
import { NAMES_A_CALL } from '../../../acts/buy_domains/buy-domains.ts';
import { namesNotBought } from '../../../acts/buy_domains/names-not-bought.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import { inTime } from '../../../values/in-time.ts';
import { Cents } from '../../../values/money.ts';
import { searchNames } from '../../acts/buy_domains/appraise.ts';
import { isVendorError } from '../../errors.ts';
import type { After } from '../../ports/after.ts';
import type { Log } from '../../ports/log.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { Vendor } from '../../ports/vendor.ts';

export interface PricingMissingDeps {
  readonly vendor: Vendor;
  readonly keyValues: KeyValueStore;
  readonly log: Log;
  readonly after: After;
}

/** What a year of each name costs at first; a name that cannot be bought is not among them. */
export type MissingPrices = ReadonlyMap<string, Cents>;

/** For so long prices of the same names are not asked for again. */
const KEPT_MS = 10 * 60_000;
/** A page waits no longer for them. What comes later is there for the next look. */
const PATIENCE_MS = 2_000;
/**
 * The vendor takes twelve searches a minute: this one, which nobody asked for, leaves half of them to people who search.
 * Source: docs/vendor/notes.md, "Rate limits".
 */
const ONE_IN_MS = 10_000;

const Kept = z.array(z.object({ name: z.string(), priceCents: Cents }));
const UNKNOWN: MissingPrices = new Map();

/**
 * What the names of a form that nobody has bought yet would cost, as it was at most some minutes ago; none where that is not
 * known: for more names than one call takes, when the vendor does not answer soon, or was asked a moment ago. Never throws for
 * the vendor.
 */
export const priceMissing =
  (deps: PricingMissingDeps) =>
  async (draft: OrderDraft, problems: readonly Problem[]): Promise<MissingPrices> => {
    const { workspaceId, holds } = draft;
    const names = holds ? [] : namesNotBought(draft, problems);
    if (workspaceId === null || names.length === 0 || names.length > NAMES_A_CALL) return UNKNOWN;
    const key = `missing-prices:${draft.id}:${workspaceId}:${names.join(',')}`;
    const kept = await deps.keyValues.get(key);
    if (kept !== null) return asMap(Kept.parse(JSON.parse(kept)));
    if (!(await deps.keyValues.setIfAbsent('missing-prices-asked', 'yes', ONE_IN_MS))) return UNKNOWN;
    return soon(deps, looked(deps, key, { workspaceId, names }));
  };

interface Look {
  readonly workspaceId: string;
  readonly names: readonly string[];
}

async function looked(
  { vendor, keyValues, log }: PricingMissingDeps,
  key: string,
  { workspaceId, names }: Look,
): Promise<MissingPrices> {
  try {
    const found = await searchNames(vendor, workspaceId, names, 'person');
    const free = found.flatMap((each) =>
      each.state === 'free' ? [{ name: each.name, priceCents: each.priceCents }] : [],
    );
    await keyValues.set(key, JSON.stringify(free satisfies z.infer<typeof Kept>), KEPT_MS);
    return asMap(free);
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn({ error }, 'Names to buy are shown without their prices');
    return UNKNOWN;
  }
}

const asMap = (free: z.infer<typeof Kept>): MissingPrices =>
  new Map(free.map(({ name, priceCents }) => [name, priceCents] as const));

/** What comes in time; nothing known otherwise. */
function soon({ after, log }: PricingMissingDeps, answer: Promise<MissingPrices>): Promise<MissingPrices> {
  const orUnknown = answer.catch((error: unknown) => {
    log.warn({ error }, 'Names to buy are shown without their prices');
    return UNKNOWN;
  });
  return inTime(after, { ms: PATIENCE_MS, otherwise: UNKNOWN }, orUnknown);
}
