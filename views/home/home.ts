import type { HomeView, KnownBlock } from '@slack/types';
import type { OrderDraft } from '../../src/acts/custom_order/form/draft.ts';
import type { WaitingForm } from '../../src/acts/fill_form/waiting-form.ts';
import type { Pause } from '../../src/orders/pause.ts';
import type { HomeList, HomePlace, ListPage, RunningChoices } from '../../src/orders/standing/lists.ts';
import { monthOf } from '../../src/spend/month.ts';
import { type SpendParts, spendMessage } from '../account/spend.ts';
import { context, section } from '../blocks.ts';
import { COMMAND } from '../ids.ts';
import { draftRows } from '../messages/lists/drafts.ts';
import { formRows } from '../messages/lists/forms.ts';
import { orderRows } from '../messages/lists/order-rows.ts';
import { pagingBlocks } from '../messages/lists/paging.ts';
import { localTime } from '../words/text.ts';
import { pauseBanner } from './pause-banner.ts';
import { runningFilterBlocks } from './running-filter.ts';
import { tabs } from './tabs.ts';

/** What Home is drawn from. */
export interface HomeParts {
  readonly mayDecide: boolean;
  /** Why Slack does not say whether the person can decide: mrkdwn. Null when it does. */
  readonly unread: string | null;
  /** How much stands in each list. */
  readonly counts: Readonly<Record<HomeList, number>>;
  readonly page: ListPage;
  /** What the person typed and did not send, where that is shown. */
  readonly drafts: readonly OrderDraft[];
  /** Paid domains that wait for names, where that is shown. */
  readonly forms: readonly WaitingForm[];
  /** By what the orders that run can be chosen, where these are shown. */
  readonly running?: RunningChoices | null;
  readonly pause: Pause | null;
  /** Whether new workspaces can be asked for. */
  readonly takesWorkspaces?: boolean;
  /** Since when the account was not read; null when it was within the last day, or the person cannot decide. */
  readonly accountUnreadSince?: Date | null;
  /** What everything costs, where that is shown instead of a list; null elsewhere. */
  readonly spend: SpendParts | null;
  /**
   * When the person last used a menu of Home; null: not yet. Slack keeps what is chosen in a block as long as its id stays, and
   * takes no click on a block whose id is gone: so ids change when a menu was used, and only then.
   */
  readonly menusUsedAt?: Date | null;
}

/** The Home tab of one person, opened at `now`: a pause, the lists with their true numbers, and a page of one of them. */
export function homeView(parts: HomeParts, now: Date): HomeView {
  const { mayDecide, unread, counts, page, pause, spend, accountUnreadSince = null, takesWorkspaces = false } = parts;
  const { list, offset, filter } = page;
  const place: HomePlace = spend ? { tab: 'spend' } : { list, offset, ...(filter && { filter }) };
  const blocks: KnownBlock[] = [
    ...(pause ? pauseBanner(pause, mayDecide) : []),
    ...(accountUnreadSince ? [section(accountUnreadText(accountUnreadSince))] : []),
    ...(unread === null ? [] : [section(`⚠️ ${unread} Until then, only your own orders are shown.`)]),
    tabs({ counts, mayDecide, takesWorkspaces, shown: spend ? 'spend' : list }, idOfMenus(parts)),
    ...(spend ? spendMessage(spend, monthOf(now), now).blocks : listBlocks(parts, now)),
    context(`\`${COMMAND} help\` says what else can be done.`),
  ];
  return { type: 'home', private_metadata: JSON.stringify(place), blocks };
}

/** That nobody hears of what happens in the account, and since when. */
const accountUnreadText = (since: Date): string =>
  `⚠️ ScaledMail’s orders could not be read since ${localTime(since)}. What is made, changed or cancelled there is told once they can be.`;

const idOfMenus = ({ menusUsedAt }: HomeParts): string => String(menusUsedAt?.getTime() ?? 0);

function listBlocks(parts: HomeParts, now: Date): KnownBlock[] {
  const { page, drafts, forms, running = null, pause, mayDecide } = parts;
  return [
    ...(running ? runningFilterBlocks(running, idOfMenus(parts)) : []),
    ...unsentBlocks(drafts),
    ...formBlocks(forms),
    ...(page.orders.length > 0
      ? orderRows(page.list, page.orders, now, pause !== null)
      : [section(emptyText(page, mayDecide))]),
    ...pagingBlocks(page),
  ];
}

/** Most unsent forms above the orders; the others are a command away. */
const MOST_UNSENT = 3;

function unsentBlocks(drafts: readonly OrderDraft[]): KnownBlock[] {
  const more = drafts.length - MOST_UNSENT;
  return [
    ...draftRows(drafts.slice(0, MOST_UNSENT)),
    ...(more > 0 ? [context(`and ${more} more not sent yet: \`${COMMAND} drafts\``)] : []),
  ];
}

/** Most forms above the orders; the others are a command away. */
const MOST_FORMS = 3;

function formBlocks(forms: readonly WaitingForm[]): KnownBlock[] {
  const more = forms.length - MOST_FORMS;
  return [
    ...formRows(forms.slice(0, MOST_FORMS)),
    ...(more > 0 ? [context(`and ${more} more to fill in: \`${COMMAND} forms\``)] : []),
  ];
}

/** What an empty list says. */
function emptyText({ list, filter }: ListPage, mayDecide: boolean): string {
  switch (list) {
    case 'to_decide':
      return 'Nothing waits for you.';
    case 'mine':
      return 'You asked for nothing in the last 30 days. *New…* says what can be asked for.';
    case 'running':
      return noneRunsText(filter !== undefined, mayDecide);
    case 'all':
      return 'There are no orders yet.';
  }
}

/** Orders that were not made here are in no list of Home, nor those of others for who cannot decide: that they run is not denied. */
function noneRunsText(isChosen: boolean, mayDecide: boolean): string {
  const whose = mayDecide ? 'was asked for here' : 'you asked for';
  const rest = mayDecide ? ` \`${COMMAND} fleet\` also shows what was not made here.` : '';
  return `Nothing ${isChosen ? 'of this ' : ''}that ${whose} runs at ScaledMail or is on its way there.${rest}`;
}

/** The Home tab of somebody who cannot use the app; `sentence` says why. */
export const closedHomeView = (sentence: string): HomeView => ({ type: 'home', blocks: [section(sentence)] });
