/** How long a round of the event loop takes now, in milliseconds. */
export type RoundMs = () => Promise<number>;

/**
 * To begin with, and at least: eight may be waiting for their turns at the vendor to be placed, and four for what it shows. The
 * others are cards that somebody looks at.
 */
const LEAST = 16;
/** Orders wait for Slack most of the time, so more of them fit beside each other. */
const MOST = 64;
const STEP = 8;
/** A round that takes longer is slow: whoever clicks or sends a form then waits as long. */
const SLOW_ROUND_MS = 20;

/**
 * How many orders more may be begun with, besides those `underWay`: as many side by side as the event loop bears. Each time there
 * is no room left and rounds are short, there is more; after a slow round there is half. Why: decision 0081.
 */
export function ordersAtOnce(roundMs: RoundMs): (underWay: () => number) => Promise<number> {
  let most = LEAST;
  return async (underWay) => {
    const isSlow = (await roundMs()) > SLOW_ROUND_MS;
    if (isSlow) most = Math.max(LEAST, Math.floor(most / 2));
    else if (underWay() > most - STEP) most = Math.min(MOST, most + STEP);
    return Math.max(0, most - underWay());
  };
}
