import { userAgent } from '../project.ts';
import { proxyFor } from '../proxy/proxy-for.ts';
import { scaledMailClient } from '../scaledmail/client.ts';
import { rateLimiter } from '../scaledmail/rate-limiter.ts';
import type { Vendor } from '../service/ports/vendor.ts';
import type { Stores } from '../storage/stores.ts';
import { monotonicMs } from './monotonic.ts';
import type { AccountConfig, AccountSurroundings } from './surroundings.ts';

/** The client of ScaledMail for one account, which keeps to the rate limit that its processes share. Calls nothing yet. */
export function vendorClient(
  { vendor: { apiKey, baseUrl, createWorkspacePath: workspacePath }, proxy }: AccountConfig,
  { reservations }: Stores,
  { clock, log, sleep, meter }: Pick<Required<AccountSurroundings>, 'clock' | 'log' | 'sleep' | 'meter'>,
): Vendor {
  const { waitTurn } = rateLimiter({ reservations, clock, sleep });
  const random = Math.random;
  return scaledMailClient({
    ...{ baseUrl, apiKey, userAgent: userAgent(), workspacePath },
    proxyFor: proxyFor(proxy),
    ...{ fetch, clock, monotonicMs, sleep, random, waitTurn, log, meter },
  });
}
