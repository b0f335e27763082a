import { verifyStore } from '../../src/audit/verify.ts';
import { readConfig } from '../../src/config.ts';
import { openOrderReader } from '../../src/storage/open-order-reader.ts';
import { type DomainChange, domainMenuValue } from '../../views/button-values.ts';
import { APPROVALS, buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from './person.ts';
import type { World } from './world.ts';

export const MINUTE_MS = 60_000;
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Rita's order of three domains, all of which work, and what can be seen of it and of changes to it. */
export interface RunningOrder {
  readonly rita: Person;
  readonly amir: Person;
  readonly reference: string;
  readonly names: readonly string[];
  /** Names that were bought, and that no order uses. */
  readonly unused: readonly string[];
  days(count: number): Promise<void>;
  /** What the card of an order says. */
  cardText(wanted: string): string;
  /** The card of an order, for a press. */
  cardOf(wanted: string): ReturnType<typeof cardFor>;
  /** Opens the details of the running order. */
  openDetails(who: Person): Promise<void>;
  /** Chooses in the menu of one of its domains, in its details. */
  openMenu(who: Person, change: DomainChange, index?: number): Promise<void>;
  /** Calls of an operation that reached the vendor. */
  calls(operation: string): readonly { readonly method: string; readonly path: string; readonly body: unknown }[];
  /** Its domains at the vendor. */
  atVendor(): readonly { readonly name: string; readonly redirect: string; readonly mailboxes: readonly string[] }[];
  /** A call that somebody makes by hand, in the workspace of the order. */
  byHand(method: 'POST' | 'DELETE', path: string, body?: unknown, query?: string): Promise<void>;
  /** Everything that a person was told by direct message. */
  told(who: Person): string;
  /** What the audit finds in the store. */
  violations(): Promise<readonly string[]>;
}

/** Lives until three domains work that Rita ordered, for Umbrella, leading to old.com. */
export async function runningOrder(world: World): Promise<RunningOrder> {
  const rita = person(world, 'U0RITA');
  const amir = person(world, 'U0AMIR');
  const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
  const headers = { authorization: 'Bearer test-vendor-key', 'content-type': 'application/json' };
  const at = (path: string) => `${world.vendor.apiUrl}${path}`;
  const answer = await fetch(at(`/purchased-domains?available=true&organization_id=${workspace}`), { headers });
  const bought: readonly string[] = (await answer.json()).domains.map(({ domain }: { domain: string }) => domain);
  const names = bought.slice(0, 3);
  const days = async (count: number) => {
    for (let day = 0; day < count; day += 1) await world.advance(DAY_MS);
  };

  await rita.type('/scaledmail order');
  await rita.submit({ label: 'Umbrella', workspace: { select: workspace }, providers: { choices: ['google'] } });
  await rita.submit({
    default_name: 'Ada Park',
    default_redirect: 'https://old.com',
    domains_google: names.join('\n'),
  });
  await rita.submit();
  await amir.press(cardFor(amir), 'approve_order');
  const reference = referenceOf(cardFor(amir));
  // Its number is found, then its domains work.
  await world.advance(MINUTE_MS);
  await days(4);

  const cardOf = (wanted: string) => {
    const cards = amir.messages(APPROVALS).filter((each) => buttonsOf(each).includes('show_order_details'));
    const card = cards.findLast((each) => each.threadTs === null && referenceOf(each) === wanted);
    if (!card) throw new Error(`No card of ${wanted}`);
    return card;
  };
  const openDetails = async (who: Person) => {
    await who.type(`/scaledmail status ${reference}`);
    const said = who.messages('C0GENERAL').findLast((each) => buttonsOf(each).includes('show_order_details'));
    if (!said) throw new Error('No answer with details');
    await who.press(said, 'show_order_details');
  };
  return {
    rita,
    amir,
    reference,
    names,
    unused: bought.slice(3),
    days,
    cardOf,
    cardText: (wanted) => textOf(cardOf(wanted).blocks),
    openDetails,
    openMenu: async (who, change, index = 0) => {
      await openDetails(who);
      await who.chooseInModal('change_domain', domainMenuValue(change, reference, index));
    },
    calls: (operation) => world.vendor.state().requests.filter(({ operationId }) => operationId === operation),
    atVendor: () => world.vendor.state().orders.at(-1)?.domains ?? [],
    byHand: async (method, path, body, query = '') => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      await fetch(at(`${path}?organization_id=${workspace}${query}`), { method, headers, ...sent });
    },
    told: (who) => who.directMessages().map(wordsOf).join('\n'),
    violations: async () => {
      const read = readConfig(world.environment);
      if (!read.ok) throw new Error('The bot could not have started');
      const reader = await openOrderReader({ store: read.config.store, teamId: null, log: SILENT });
      const found: string[] = [];
      const clock = { now: () => new Date(world.vendor.state().now) };
      const onViolation = async ({ reference: of, rule }: { reference: string; rule: string }) => {
        found.push(`${of}: ${rule}`);
      };
      await verifyStore(reader, { clock, onProgress: async () => {}, onViolation });
      await reader.close();
      return found;
    },
  };
}
