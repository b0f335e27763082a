import { nextTick } from 'node:process';
import { StoreUnavailable } from '../../../service/errors.ts';
import type { Answer, Call, Turn } from './messages.ts';
import { receivedError } from './sent-errors.ts';

/** Who waits for a call: a form that is open, somebody whose click was acknowledged, nobody. Each goes before the next. */
export type Rank = 'form' | 'person' | 'background';

/** So many calls are made in one turn: most are reads of a tenth of a millisecond, and their writes share a commit. */
const CALLS_A_TURN = 64;

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Calls that wait for their turn, and those whose answer is still to come. */
export interface Line {
  call<Result>(rank: Rank, call: Omit<Call, 'id'>): Promise<Result>;
  /** To be told what the thread answered. */
  onAnswers(answers: readonly Answer[], isTurnOver: boolean): void;
  /** From now on nothing is answered: all calls, also those to come, reject with this. */
  end(error: Error): void;
}

/**
 * Gathers calls that are made before the event loop goes on into one turn, as long as the thread has none, and sends it with
 * `post`. One turn is under way at a time, so that a form which asks later goes before a crowd that asked first.
 */
export function createLine(post: (turn: Turn) => void, nowMs: () => number): Line {
  const waiting: Record<Rank, Call[]> = { form: [], person: [], background: [] };
  const pending = new Map<number, Pending>();
  let calls = 0;
  let isTurnUnderWay = false;
  let ended: Error | null = null;
  const next = (): Call | undefined => waiting.form.shift() ?? waiting.person.shift() ?? waiting.background.shift();
  const send = () => {
    const turn = Array.from({ length: CALLS_A_TURN }, next).filter((call) => call !== undefined);
    if (turn.length > 0) post({ nowMs: nowMs(), calls: turn });
    else isTurnUnderWay = false;
  };
  const settle = (answer: Answer) => {
    const asked = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.value);
    else asked?.reject(receivedError(answer.error));
  };
  return {
    call: (rank, call) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new StoreUnavailable('The thread of the embedded store ended', { cause: ended }));
        calls += 1;
        pending.set(calls, { resolve, reject });
        waiting[rank].push({ ...call, id: calls });
        if (isTurnUnderWay) return;
        isTurnUnderWay = true;
        // When all promises have gone as far as they can, and before anything else.
        queueMicrotask(() => nextTick(send));
      }),
    onAnswers: (answers, isTurnOver) => {
      for (const answer of answers) settle(answer);
      // What these answers lead to goes along, when it is asked for at once.
      if (isTurnOver) queueMicrotask(() => nextTick(send));
    },
    end: (error) => {
      ended = error;
      const all = [...pending.values()];
      pending.clear();
      for (const { reject } of all)
        reject(new StoreUnavailable('The thread of the embedded store ended', { cause: error }));
    },
  };
}
