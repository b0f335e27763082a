import { randomBytes, randomUUID } from 'node:crypto';
import { monotonicMs } from './account/monotonic.ts';
import { newReference, newSalt } from './account/randomness.ts';
import type { SignedIn } from './account/sign-in.ts';
import type { AccountConfig, AccountSurroundings } from './account/surroundings.ts';
import { vendorClient } from './account/vendor-client.ts';
import { sealingKeys } from './config.ts';
import { mailDns } from './dns/mail-dns.ts';
import { readAccount } from './service/account/account-picture.ts';
import { readOwnOrders } from './service/account/own-orders.ts';
import { sendDigest } from './service/account/send-digest.ts';
import { isFirstOrderIn } from './service/first-order.ts';
import { pauseSwitchIn } from './service/pause-switch.ts';
import { vendorLists } from './service/placing/vendor-lists.ts';
import { policyInForceIn, putPolicyInForce } from './service/policy-in-force.ts';
import { noMeter } from './service/ports/meter.ts';
import { stubPages } from './service/ports/stores/order-archive.ts';
import type { OrderStore } from './service/ports/stores/order-store.ts';
import { homeWatch } from './service/reading/home-watch.ts';
import { noteChange } from './service/reading/noting-changes.ts';
import { tellingChanges, type Written } from './service/reading/telling-changes.ts';
import { rememberForms } from './service/requesting/form/remembered-forms.ts';
import { retentionWorker } from './service/retention/retention-worker.ts';
import { setUpTimesIn } from './service/set-up-times.ts';
import { begunAttempts } from './service/store-trust/begun-attempts.ts';
import { type StoreTrust, storeTrust } from './service/store-trust/store-trust.ts';
import { storeWitness } from './service/store-trust/store-witness.ts';
import { NOT_KEPT } from './service/unfinished.ts';
import { composeUseCases } from './service/use-cases.ts';
import { watchWorker } from './service/watching/watch-worker.ts';
import { homeWorker } from './service/worker/draw-homes.ts';
import { createWorker, type Worker } from './service/worker/worker.ts';
import { publishHome } from './slack/routes/lists/home.ts';
import type { RouteContext } from './slack/routes/route-context.ts';
import { drawnByName } from './slack/say/by-name.ts';
import { cardLinks } from './slack/say/cards/card-link.ts';
import { slackCardWitness } from './slack/say/cards/card-witness.ts';
import { slackDigestNotifier } from './slack/say/digest-notifier.ts';
import { slackDirectory } from './slack/say/directory.ts';
import { slackNotifier } from './slack/say/notifier.ts';
import { slackWatchNotifier } from './slack/say/watch-notifier.ts';
import { loginSeal } from './storage/logins/login-seal.ts';
import { loginVault } from './storage/logins/login-vault.ts';
import type { Stores } from './storage/stores.ts';

/** One Slack team with one ScaledMail key, ready to serve. Whatever it holds belongs to it alone. */
export interface Account extends SignedIn {
  /** What a payload of this account's installation is answered with. */
  readonly context: RouteContext;
  /** Performs what this account's orders still have to do. */
  readonly worker: Worker;
  /** Draws Homes again that show something old. */
  readonly homeWorker: Worker;
  /** Watches the account at ScaledMail. */
  readonly watchWorker: Worker;
  /** Takes orders out of the store that ended long ago; null when all are kept. */
  readonly retentionWorker: Worker | null;
  /** Whether its store is the one that it was. Beats only when it is told to. */
  readonly trust: StoreTrust;
  /** To be awaited once when the process starts: its policy is the one in force from then on. */
  readonly begin: () => Promise<void>;
}

/** Puts together what belongs to one account, on stores that hold its orders and no others. Does nothing yet. */
export function openAccount(
  config: AccountConfig,
  { teamId, clients, canReadFiles }: SignedIn,
  stores: Stores,
  { clock, log, sleep, after, resolver, meter = noMeter, nudge, calls, latePages }: AccountSurroundings,
): Account {
  const cardLink = cardLinks(clients.web);
  const homes = homeWatch({ keyValues: stores.shortLived, clock, newId: randomUUID, log });
  const onChange = (written: Written) => {
    homes.changed();
    noteChange(written, { log, meter });
  };
  const telling = (orders: OrderStore) => tellingChanges(orders, onChange, monotonicMs);
  const orders = { person: telling(stores.ordersInTurn.person), background: telling(stores.ordersInTurn.background) };
  const policyInForce = policyInForceIn(stores.keyValues, config.policy, config.limits);
  const directory = slackDirectory({ client: clients.web, clock, log });
  const byName = drawnByName(directory, clock);
  const seal = loginSeal({ keys: sealingKeys(config), randomBytes });
  const vendor = calls.counted(vendorClient(config, stores, { clock, log, sleep, meter }));
  const lists = vendorLists({ vendor, clock });
  const account = readAccount({ account: lists.account, organizationId: config.vendor.organizationId, log });
  const ownOrders = readOwnOrders({ orders: stores.ordersInTurn.background, clock });
  const shared = {
    policyInForce,
    teamId,
    directory,
    policy: config.policy,
    requesters: config.requesters,
    limits: config.limits,
    vendor,
    seal,
    vault: loginVault({ keyValues: stores.keyValues, seal, randomBytes }),
    clock,
    log,
  };
  const useCases = composeUseCases({
    ...shared,
    orders: orders.person,
    ordersForForms: telling(stores.orders),
    keyValues: stores.shortLived,
    settings: stores.keyValues,
    // Several processes on one Redis share each form: what one of them remembers is mostly old.
    ...(config.store.kind === 'redis' ? {} : { rememberedForms: rememberForms() }),
    organizationId: config.vendor.organizationId,
    account,
    ownOrders,
    canReadFiles,
    watch: stores.watch,
    archive: stores.archive,
    newId: randomUUID,
    newSalt,
    newReference,
    after,
    nudge,
  });
  const trust = storeTrust({
    origin: stores.origin,
    kept: stores.archive.kept,
    settings: stores.keyValues,
    clock,
    log,
  });
  const witness = storeWitness({
    trust,
    cards: slackCardWitness({ client: clients.web, log }),
    orders: stores.ordersInTurn.background,
    settings: stores.keyValues,
    clock,
    log,
  });
  const worker = createWorker(
    {
      ...shared,
      orders: orders.background,
      pauseSwitch: pauseSwitchIn(stores.keyValues),
      settings: stores.keyValues,
      witness,
      begun: begunAttempts(),
      notifier: slackNotifier({
        client: clients.web,
        cardLink,
        byName,
        isFirstOrder: isFirstOrderIn(stores.keyValues),
        usualSetUp: setUpTimesIn(stores.keyValues).usual,
        clock,
        log,
        policy: config.policy,
        channelId: config.approvalChannel,
      }),
      newToken: randomUUID,
      newSalt,
      random: Math.random,
      monotonicMs,
      after,
      ...(config.checksDns && { dns: mailDns(resolver, after) }),
    },
    nudge,
    lists,
  );
  const context: RouteContext = {
    useCases,
    clients,
    cardLink,
    byName,
    homes,
    channelId: config.approvalChannel,
    log,
    sleep,
    monotonicMs,
    latePages,
    keepAnswer: () => NOT_KEPT,
  };
  return {
    teamId,
    clients,
    canReadFiles,
    context,
    worker,
    homeWorker: homeWorker({ homes, draw: ({ by, place }) => publishHome(context, by, place), log }),
    watchWorker: watchWorker({
      afterLook: async () => {
        // Read ahead of people who ask: the first reading of all orders takes seconds.
        await ownOrders();
        await sendDigest({
          ...{ account, clock, log, ownOrders },
          orders: stores.ordersInTurn.background,
          settings: stores.keyValues,
          watch: stores.watch,
          digestNotifier: slackDigestNotifier({ client: clients.web, channelId: config.approvalChannel }),
          digestTime: config.digestTime,
        });
      },
      ...{ vendor, account, clock, log },
      orders: stores.ordersInTurn.background,
      stubs: { parts: () => stubPages(stores.archive) },
      watch: stores.watch,
      watchNotifier: slackWatchNotifier({
        client: clients.web,
        byName,
        policy: config.policy,
        channelId: config.approvalChannel,
      }),
    }),
    retentionWorker:
      config.keepEndedDays === null
        ? null
        : retentionWorker({
            ...{ clock, log },
            archive: stores.archive,
            orders: stores.ordersInTurn.background,
            settings: stores.keyValues,
            keepDays: config.keepEndedDays,
            folder: config.archiveFolder,
          }),
    trust,
    begin: () =>
      putPolicyInForce({
        policy: config.policy,
        limits: config.limits,
        orders: orders.background,
        settings: stores.keyValues,
        clock,
        newSalt,
        nudge,
      }),
  };
}
