import { z } from 'zod';
import type { ActRequest } from '../../src/acts/act-request.ts';
import type { Warrant } from '../../src/orders/warrant/warrant.ts';
import { CALLS } from '../../src/scaledmail/once/calls.ts';
import type { CallOutcome, Vendor } from '../../src/service/ports/vendor.ts';
import type { Deed, Fate } from './fates.ts';
import type { SimulatedOrder } from './simulated-order.ts';

/** The clocks of a process. */
export interface Clocks {
  readonly now: () => Date;
  readonly monotonicMs: () => number;
}

/** What a call that changes something asked for, as the vendor reads it. */
export interface AskedCall {
  readonly operation: ActRequest['operation'];
  readonly workspaceId: string;
  /** Of an order that is to be made; null for other calls. */
  readonly tag: string | null;
  /** The order that is to end, or the form that is filled in; null for other calls. */
  readonly target: string | null;
  readonly names: readonly string[];
  readonly lines: readonly { readonly provider: 'google' | 'outlook' | 'smtp'; readonly count: number }[];
  /** The user name of the account elsewhere; null when there is none. */
  readonly username: string | null;
  /** Where the one name of the call is to lead; null for other calls. */
  readonly redirect: string | null;
  /** The name that it is to get; null for other calls. */
  readonly newName: string | null;
  /** How far its sender is to become which other one, as `senderText`; null for other calls. */
  readonly sender: string | null;
  /** What a new workspace is to be called; null for other calls. */
  readonly opens: string | null;
}

const Login = z.object({ username: z.string(), password: z.string() });
const Paid = z.object({
  tag: z.string(),
  providers: z.partialRecord(
    z.enum(['google', 'outlook', 'smtp']),
    z.object({ domains: z.array(z.object({ domain: z.string() })) }),
  ),
  hosting: Login.optional(),
});

type Read = Pick<
  AskedCall,
  'tag' | 'target' | 'names' | 'lines' | 'username' | 'redirect' | 'newName' | 'sender' | 'opens'
>;

function readPurchase({ body }: ActRequest): Read {
  const { tag, providers, hosting } = Paid.parse(body);
  const lines = Paid.shape.providers.keyType.options.flatMap((provider) => {
    const count = providers[provider]?.domains.length ?? 0;
    return count > 0 ? [{ provider, count }] : [];
  });
  const names = Object.values(providers).flatMap((line) => line?.domains.map(({ domain }) => domain) ?? []);
  return {
    tag,
    target: null,
    names,
    lines,
    username: hosting?.username ?? null,
    redirect: null,
    newName: null,
    sender: null,
    opens: null,
  };
}

const Stock = z.object({
  tag: z.string(),
  domains: z.array(z.object({ id: z.string(), domain: z.string() })),
  sequencer: Login.optional(),
});

function readStock({ body }: ActRequest): Read {
  const { tag, domains, sequencer } = Stock.parse(body);
  return {
    tag,
    target: null,
    names: domains.map(({ domain }) => domain),
    lines: [{ provider: 'google', count: domains.length }],
    username: sequencer?.username ?? null,
    redirect: null,
    newName: null,
    sender: null,
    opens: null,
  };
}

const readEnd = ({ parameters }: ActRequest): Read => ({
  tag: null,
  target: parameters.order_id ?? '',
  names: [],
  lines: [],
  username: null,
  redirect: null,
  newName: null,
  sender: null,
  opens: null,
});

const Redirected = z.object({ new_redirect: z.string() });

const readRedirect = ({ parameters, body }: ActRequest): Read => ({
  tag: null,
  target: null,
  names: [parameters.domain ?? ''],
  lines: [],
  username: null,
  redirect: Redirected.parse(body).new_redirect,
  newName: null,
  sender: null,
  opens: null,
});

const Renamed = z.object({ new_domain: z.string(), hosting: z.object({ username: z.string() }).optional() });

function readSwap({ parameters, body }: ActRequest): Read {
  const { new_domain: newName, hosting } = Renamed.parse(body);
  const username = hosting?.username ?? null;
  return {
    tag: null,
    target: null,
    names: [parameters.domain ?? ''],
    lines: [],
    username,
    redirect: null,
    newName,
    sender: null,
    opens: null,
  };
}

const Sent = z.object({
  sender_names: z.array(z.object({ first_name: z.string(), last_name: z.string() })).length(1),
});

const readSender = ({ parameters, query, body }: ActRequest): Read => {
  const [person] = Sent.parse(body).sender_names;
  return {
    tag: null,
    target: null,
    names: [parameters.domain ?? ''],
    lines: [],
    username: null,
    redirect: null,
    newName: null,
    sender: `${query.mode} ${person?.first_name} ${person?.last_name}`,
    opens: null,
  };
};

const Opened = z.object({ name: z.string() });

const readWorkspace = ({ body }: ActRequest): Read => ({
  tag: null,
  target: null,
  names: [],
  lines: [],
  username: null,
  redirect: null,
  newName: null,
  sender: null,
  opens: Opened.parse(body).name,
});

const Names = z.object({ domains: z.array(z.string()).min(1).max(10) });

const readNames = ({ body }: ActRequest): Read => ({
  tag: null,
  target: null,
  names: Names.parse(body).domains,
  lines: [],
  username: null,
  redirect: null,
  newName: null,
  sender: null,
  opens: null,
});

const Filled = Paid.omit({ tag: true });

function readForm({ parameters, body }: ActRequest): Read {
  const { providers, hosting } = Filled.parse(body);
  const names = Object.values(providers).flatMap((line) => line?.domains.map(({ domain }) => domain) ?? []);
  const username = hosting?.username ?? null;
  return {
    tag: null,
    target: parameters.uuid ?? '',
    names,
    lines: [],
    username,
    redirect: null,
    newName: null,
    sender: null,
    opens: null,
  };
}

const Packaged = z.object({ domains: z.array(z.object({ domain: z.string() })), hosting: Login.optional() });

/** Packages of a story are of Google. */
function readPackage({ body }: ActRequest): Read {
  const { domains, hosting } = Packaged.parse(body);
  const names = domains.map(({ domain }) => domain);
  const lines = [{ provider: 'google' as const, count: names.length }];
  const username = hosting?.username ?? null;
  return { tag: null, target: null, names, lines, username, redirect: null, newName: null, sender: null, opens: null };
}

/** How the vendor reads a call; an operation without its row does not compile. */
const READS = {
  createCustomOrder: readPurchase,
  cancelOrder: readEnd,
  updateDomainRedirect: readRedirect,
  buyPreWarmInboxes: readStock,
  buyDomains: readNames,
  submitForm: readForm,
  updateDomainName: readSwap,
  createOrder: readPackage,
  swapSenderName: readSender,
  createWorkspace: readWorkspace,
} satisfies Record<ActRequest['operation'], (request: ActRequest) => Read>;

const TOO_MANY = { status: 429, body: { message: 'Too many requests', retryAfter: 1 } };
const KEY = 'key of the simulation';

/** What the vendor does about its orders when a call comes in. */
export interface Books {
  readonly happens: (probability: number) => boolean;
  readonly fateOf: (call: AskedCall) => Fate;
  /** Takes a call into the books; answers the order that it made or ended, null when it did nothing. */
  readonly take: (call: AskedCall, does: Deed) => SimulatedOrder | null;
}

/** The calls that change something, as a process with these clocks sends them: the real client's judgement of the answers. */
export function simulatedCalls({ happens, fateOf, take }: Books): (clocks: Clocks) => Vendor['carryOut'] {
  const answerTo = (request: ActRequest) => {
    if (happens(0.05)) return TOO_MANY;
    const { operation, query } = request;
    const call = { operation, workspaceId: query.organization_id ?? '', ...READS[operation](request) };
    const { does, answers } = fateOf(call);
    const order = take(call, does);
    return answers?.(order?.id ?? '') ?? null;
  };
  return (clocks) =>
    async (warrant: Warrant): Promise<CallOutcome> => {
      if (happens(0.05)) return { type: 'not_sent', reason: 'connection_failed' };
      if (!warrant.take(clocks.now(), clocks.monotonicMs())) return { type: 'not_sent', reason: 'too_late' };
      const answer = answerTo(warrant.request);
      if (!answer) return { type: 'no_answer' };
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      const { judge } = CALLS[warrant.request.operation];
      return judge({ status: answer.status, text, isWhole: true }, warrant.hasLogins, KEY);
    };
}
