import type { CustomOrder } from '../../../src/acts/custom_order/custom-order.ts';
import { type Lacking, oddities, type RedirectSite } from '../../../src/acts/custom_order/looks-odd.ts';
import { counted, listed, oneLine, truncate } from '../../words/text.ts';

/** Most code points of all of it: it stands in one alert. Source: docs/slack.md, "Limits". */
const MAX_ODD = 180;

/** Sites and senders that are named; the others are counted. */
const MOST_NAMED = 2;
const MAX_NAME = 40;

/** What of an order may not be meant, in plain text; null when nothing looks odd. What does not fit is counted. */
export function oddText(act: Pick<CustomOrder, 'lines'>): string | null {
  const { senders, sites, almostSame, lacking } = oddities(act);
  const named = [
    ...(sites.length > 0 ? [`Redirects go to ${counted(sites.length, 'site')}: ${sitesText(sites, almostSame)}.`] : []),
    ...lacking.map((each) => `${lackingText(each)}: ${listed(cut(each.domains.map(short)))}.`),
    ...(senders.length > 0
      ? [
          `${senderCount(senders.length)}: ${listed(
            cut(senders.map(({ sender, domain }) => `“${short(sender)}” at ${short(domain)}`)),
          )}.`,
        ]
      : []),
  ].join(' ');
  if (named === '') return null;
  if (Array.from(named).length <= MAX_ODD) return named;
  return [
    ...(sites.length > 0 ? [`Redirects go to ${counted(sites.length, 'site')}.`] : []),
    ...lacking.map((each) => `${lackingText(each)}.`),
    ...(senders.length > 0 ? [`${senderCount(senders.length)}.`] : []),
  ].join(' ');
}

/** `1 of 30 domains has no redirect`. */
const lackingText = ({ what, domains, of }: Lacking): string =>
  `${domains.length} of ${counted(of, 'domain')} ${domains.length === 1 ? 'has' : 'have'} no ${what}`;

const senderCount = (count: number): string =>
  count === 1 ? '1 sender looks unusual' : `${count} senders look unusual`;

/** Two that one letter tells apart are named first: one of them may be a slip. */
function sitesText(sites: readonly RedirectSite[], almostSame: readonly string[] | null): string {
  const close = sites.filter(({ site }) => almostSame?.includes(site));
  const others = sites.filter(({ site }) => !almostSame?.includes(site));
  return listed(cut([...close, ...others].map(({ site, count }) => `${short(site)} (${count})`)));
}

function cut(names: readonly string[]): string[] {
  const rest = names.length - MOST_NAMED;
  return rest > 1 ? [...names.slice(0, MOST_NAMED), `${rest} more`] : names.slice(0, MOST_NAMED + 1);
}

const short = (text: string): string => truncate(oneLine(text), MAX_NAME);
