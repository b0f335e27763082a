import type { PaidOnce, RunningOrder } from '../../../src/spend/running-order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { fleetMessage } from '../../../views/account/fleet.ts';
import { ownedNamesMessage } from '../../../views/account/owned-names.ts';
import { packagesMessage } from '../../../views/account/packages.ts';
import { spendMessage } from '../../../views/account/spend.ts';
import { vendorOrderMessage } from '../../../views/account/vendor-order.ts';
import { homeView } from '../../../views/home/home.ts';
import { noon, rita } from './orders.ts';
import type { Surface } from './surfaces.ts';

const WORKSPACES = ['recNorthwind', 'recContoso'].map((id) => ({ id, name: `Northwind *${id}* <!here>` }));

/** Orders of an account, ours and others in turn, with `words` wherever people or the vendor wrote something. */
export function accountOf(count: number, words: string) {
  const own = { reference: Reference.parse('7f3k2q'), requestedBy: rita };
  const orders = Array.from({ length: count }, (_, index): RunningOrder => {
    const monthCents = index % 3 === 2 ? null : 700 * (index + 1);
    const part = { domains: index % 4 === 3 ? null : index + 1, mailboxes: index % 5 === 4 ? null : 2, monthCents };
    return {
      vendorOrderId: index % 6 === 5 ? null : `rec${index} ${words}`,
      own: index % 2 === 0 ? { ...own, label: `${words} ${index}` } : null,
      tag: index % 4 === 1 ? words : null,
      filledBy: index % 10 === 3 ? { ...own, label: words } : null,
      waitsForNames: index % 10 === 9,
      workspace: WORKSPACES[index % 2] ?? { id: 'rec', name: 'One' },
      runs: index % 7 !== 6,
      endedAt: null,
      endedAfter: null,
      monthCents,
      madeAt: index % 8 === 7 ? null : new Date(Date.UTC(2026, 9, 1 + (index % 31))),
      isListed: index % 2 === 1,
      isUnpaid: index % 9 === 8,
      names: [`name${index}.com`],
      parts: [{ provider: (['google', 'outlook', 'several', null] as const)[index % 4] ?? null, ...part }],
    };
  });
  const names = Array.from({ length: count }, (_, index) => ({
    name: `name${index}.com`,
    workspace: WORKSPACES[0] ?? { id: 'rec', name: 'One' },
    boughtAt: noon,
    renewsAt: index % 3 === 1 ? null : new Date(Date.UTC(2026, 11, 1 + (index % 20))),
    renewalCents: index % 3 === 2 ? null : 1_700,
    isFree: index % 2 === 0,
    usedBy:
      index % 2 === 0
        ? null
        : { reference: index % 4 === 1 ? '7f3k2q' : null, label: words, vendorOrderId: index % 5 === 0 ? words : null },
    redirect: index % 3 === 0 ? `https://${words}` : null,
  }));
  const paidOnce: PaidOnce[] = [{ at: noon, cents: 3_100, own: { ...own, label: words } }];
  return { orders, names, free: names.filter(({ isFree }) => isFree), paidOnce };
}

/** Every surface that draws an account, by name: empty, small, larger than anything, and half unknown. */
export function accountSurfaces(words: string): [name: string, surface: Surface][] {
  const waiting = { orders: 2, nowCents: 3_100, monthCents: 12_100, ends: { known: 700, unknown: 1 } };
  const none = { orders: 0, nowCents: 0, monthCents: 0, ends: { known: 0, unknown: 0 } };
  const read = { isAll: true, readAt: noon, unreadable: 0, unknown: [] };
  const partly = { isAll: false, readAt: noon, unreadable: 3, unknown: ['orders', 'domains'] as const };
  const nothing = {
    isAll: true,
    readAt: null,
    unreadable: 0,
    unknown: ['orders', 'domains', 'registrations'] as const,
  };
  const accounts = [
    ['empty', { ...accountOf(0, words), ...read, waiting: none }],
    ['small', { ...accountOf(3, words), ...read, waiting }],
    ['large', { ...accountOf(2_000, words), ...read, unreadable: 1, waiting }],
    ['partly known', { ...accountOf(20, words), ...partly, waiting }],
    ['unknown', { ...accountOf(3, words), ...nothing, waiting: none }],
  ] as const;
  const months = [
    { year: 2026, month: 11 },
    { year: 2026, month: 10 },
    { year: 2026, month: 12 },
    { year: 2020, month: 1 },
  ];
  const [order] = accountOf(2, words).orders.slice(1);
  const foreign = order ?? accountOf(1, words).orders[0];
  if (!foreign) throw new TypeError('There is an order');
  const home = {
    mayDecide: true,
    unread: null,
    counts: { to_decide: 1, mine: 2, running: 3 },
    drafts: [],
    forms: [],
    pause: null,
  };
  const page = { list: 'mine', offset: 0, total: 0, orders: [] } as const;
  return [
    ...accounts.flatMap(([name, account]): [string, Surface][] => [
      [`fleet, ${name}`, fleetMessage({ ...account, wanted: '' })],
      [`fleet of a label, ${name}`, fleetMessage({ ...account, wanted: words })],
      ...months.map((month): [string, Surface] => [
        `spend of ${month.year}-${month.month}, ${name}`,
        spendMessage(account, month, noon),
      ]),
      [`domains, ${name}`, ownedNamesMessage(account)],
      [`home, spend, ${name}`, homeView({ ...home, page, spend: account }, noon)],
    ]),
    ['packages', packagesMessage(aPackageList(words), noon)],
    ['no packages', packagesMessage([], null)],
    ...(['Active', 'Cancelled', words, ''] as const).map((status): [string, Surface] => [
      `an order of others, ${status}`,
      vendorOrderMessage({
        order: { ...foreign, runs: status !== 'Cancelled' },
        ...{ status, isActive: status === 'Active', late: ['name1.com'], usual: null, readAt: noon },
        domains: Array.from({ length: 12 }, (_, index) => ({
          name: `name${index}.com`,
          status: words,
          works: index > 3,
          redirect: words,
        })),
      }),
    ]),
    [
      'an order of others of which little is known',
      vendorOrderMessage({
        order: foreign,
        ...{ status: '', isActive: false, late: [], usual: null, readAt: null, domains: null },
      }),
    ],
  ];
}

const aPackageList = (words: string) => [
  {
    offer: {
      priceId: 'price_1',
      name: words,
      provider: 'google',
      domains: 35,
      mailboxes: 70,
      monthCents: 24_500,
    } as const,
    onlyIn: [],
  },
  {
    offer: { priceId: 'price_2', name: words, provider: 'smtp', domains: 1, mailboxes: 1, monthCents: 375 } as const,
    onlyIn: [words],
  },
];
