import { z } from 'zod';
import type { ActRequest } from '../../src/acts/act-request.ts';
import type { Warrant } from '../../src/orders/warrant.ts';
import { CALLS } from '../../src/scaledmail/once/calls.ts';
import type { CallOutcome, Vendor } from '../../src/service/ports/vendor.ts';
import type { PaidFate } from './paid-fates.ts';
import type { SimulatedOrder } from './simulated-order.ts';

/** The clocks of a process. */
export interface Clocks {
  readonly now: () => Date;
  readonly monotonicMs: () => number;
}

const Login = z.object({ username: z.string(), password: z.string() });
/** A paid call as the vendor reads it. */
const Paid = z.object({
  tag: z.string(),
  providers: z.partialRecord(
    z.enum(['google', 'outlook', 'smtp']),
    z.object({ domains: z.array(z.object({ domain: z.string() })) }),
  ),
  hosting: Login.optional(),
});

/** What a paid call asked for. */
export interface PaidCall {
  readonly tag: string;
  readonly workspaceId: string;
  readonly names: readonly string[];
  readonly lines: readonly { readonly provider: 'google' | 'outlook' | 'smtp'; readonly count: number }[];
  /** The user name of the account elsewhere; null when there is none. */
  readonly username: string | null;
}

function paidCallOf({ body, query }: ActRequest): PaidCall {
  const { tag, providers, hosting } = Paid.parse(body);
  const lines = Paid.shape.providers.keyType.options.flatMap((provider) => {
    const count = providers[provider]?.domains.length ?? 0;
    return count > 0 ? [{ provider, count }] : [];
  });
  const names = Object.values(providers).flatMap((line) => line?.domains.map(({ domain }) => domain) ?? []);
  return { tag, workspaceId: query.organization_id ?? '', names, lines, username: hosting?.username ?? null };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const CANCELLED = { status: 200, body: { success: true, message: 'Subscription canceled successfully.' } };
const CANCELLED_BEFORE = { status: 400, body: { error: 'Subscription is already cancelled' } };
const UNKNOWN_ORDER = { status: 404, body: { error: 'Not found' } };
const FAILED = { status: 500, body: { error: 'Internal server error' } };
const TOO_MANY = { status: 429, body: { message: 'Too many requests', retryAfter: 1 } };
const KEY = 'key of the simulation';

/** What the vendor does about its orders when a call comes in. */
export interface Books {
  readonly happens: (probability: number) => boolean;
  readonly fateOf: (call: PaidCall) => PaidFate;
  /** Takes a paid call into the books, with what it came to. */
  readonly take: (call: PaidCall, does: PaidFate['does']) => SimulatedOrder | null;
  readonly isListed: (id: string) => boolean;
  readonly isCancelled: (id: string) => boolean;
  readonly cancel: (id: string, isDone: boolean) => void;
}

/** The calls that change something, as a process with these clocks sends them: the real client's judgement of the answers. */
export function simulatedCalls(books: Books): (clocks: Clocks) => Vendor['carryOut'] {
  const { happens } = books;
  const pay = (call: PaidCall): Answer | null => {
    const { does, answers } = books.fateOf(call);
    const order = books.take(call, does);
    return answers?.(order?.id ?? '') ?? null;
  };
  const cancel = (id: string): Answer | null => {
    if (!books.isListed(id)) return UNKNOWN_ORDER;
    if (books.isCancelled(id)) return CANCELLED_BEFORE;
    const isDone = !happens(0.1);
    books.cancel(id, isDone);
    if (happens(0.2)) return null;
    return isDone ? CANCELLED : FAILED;
  };
  const answerTo = (request: ActRequest): Answer | null => {
    if (happens(0.05)) return TOO_MANY;
    switch (request.operation) {
      case 'createCustomOrder':
        return pay(paidCallOf(request));
      case 'cancelOrder':
        return cancel(request.parameters.order_id ?? '');
    }
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
