import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import { isVendorError } from '../errors.ts';
import type { AccountReads, ListRead } from '../placing/vendor-lists.ts';
import type { Log } from '../ports/log.ts';
import type { NumberedOrderRow, Urgency, VendorDomain, VendorRegistration } from '../ports/vendor.ts';

/** A list of the vendor's as it was read; null when the vendor did not answer: then nothing is known of it. */
export type ReadOrNull<Row> = ListRead<Row> | null;

/** What ScaledMail's lists say of one workspace. Each can be missing alone. */
export interface WorkspacePicture {
  readonly workspace: VendorWorkspace;
  /** Each once, cancelled ones too. */
  readonly orders: ReadOrNull<NumberedOrderRow>;
  readonly domains: ReadOrNull<VendorDomain>;
  readonly registrations: ReadOrNull<VendorRegistration>;
  /** Numbers of orders that are paid, and whose domains wait for names; null when that was not asked for, or is not known. */
  readonly waitForNames: ReadonlySet<string> | null;
}

/** The account as ScaledMail's lists show it: that of workspaces, and three for each of them, however many orders there are. */
export interface AccountPicture {
  readonly workspaces: readonly WorkspacePicture[];
  /** Whether these are all that the account has: the operator may have chosen one. */
  readonly isAll: boolean;
  /** When the oldest of the lists was asked for; null when none could be read. */
  readonly readAt: Date | null;
  /** Rows of all lists that cannot be read. */
  readonly unreadable: number;
  /** Whether every list of every workspace was read. */
  readonly isWhole: boolean;
}

export interface AccountPictureDeps {
  readonly account: AccountReads;
  /** The only workspace to look at, when the operator chose one. */
  readonly organizationId: string | null;
  readonly log: Log;
}

/**
 * Reads the account, at most a minute old; who asks at the same time as others shares their answer. Throws what vendor reads
 * throw when not even the workspaces are known.
 */
export type ReadAccount = (urgency: Urgency, more?: MoreOfAccount) => Promise<AccountPicture>;

/** What is read beside the three lists: which orders wait for names, one list more a workspace. */
export interface MoreOfAccount {
  readonly withForms: boolean;
}

/** See `ReadAccount`. */
export const readAccount =
  (deps: AccountPictureDeps): ReadAccount =>
  async (urgency, { withForms } = { withForms: false }) => {
    const { rows, readAt } = await deps.account.workspaces(urgency);
    const chosen = rows.filter(({ id }) => deps.organizationId === null || id === deps.organizationId);
    const workspaces = await Promise.all(chosen.map((workspace) => pictureOf(deps, workspace, { urgency, withForms })));
    const lists = workspaces.flatMap(({ orders, domains, registrations }) => [orders, domains, registrations]);
    const read = lists.filter((list) => list !== null);
    const times = [readAt, ...read.map((list) => list.readAt)].map((at) => at.getTime());
    return {
      workspaces,
      isAll: deps.organizationId === null,
      readAt: lists.length > 0 && read.length === 0 ? null : new Date(Math.min(...times)),
      unreadable: read.reduce((sum, { unreadable }) => sum + unreadable, 0),
      isWhole: read.length === lists.length,
    };
  };

async function pictureOf(
  { account, log }: AccountPictureDeps,
  workspace: VendorWorkspace,
  { urgency, withForms }: MoreOfAccount & { readonly urgency: Urgency },
): Promise<WorkspacePicture> {
  const orNull = async <Read>(list: string, question: Promise<Read>): Promise<Read | null> => {
    try {
      return await question;
    } catch (error) {
      if (!isVendorError(error)) throw error;
      log.warn({ error, list }, 'A list of ScaledMail is not known');
      return null;
    }
  };
  const [orders, domains, registrations, forms] = await Promise.all([
    orNull('orders', account.orders(workspace.id, urgency)),
    orNull('domains', account.domains(workspace.id, urgency)),
    orNull('registrations', account.registrations(workspace.id, urgency)),
    withForms ? orNull('forms', account.forms(workspace.id, urgency)) : null,
  ]);
  const waiting = forms?.flatMap(({ vendorOrderId }) => (vendorOrderId === null ? [] : [vendorOrderId]));
  return { workspace, orders, domains, registrations, waitForNames: waiting ? new Set(waiting) : null };
}
