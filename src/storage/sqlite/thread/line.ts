import { nextTick } from 'node:process';
import { StoreUnavailable } from '../../../service/errors.ts';
import type { Answer, Call, Turn } from './messages.ts';
import { receivedError } from './sent-errors.ts';

/** Who waits for a call: a form that is open, somebody whose click was acknowledged, nobody. Each goes before the next. */
export type Rank = 'form' | 'person' | 'background';

/**
 * So many calls are made in one turn: most take a tenth of a millisecond, and their writes share a commit. Forms are many only
 * when people send many at a time, and each of them would wait a round of the event loop for each turn.
 */
const CALLS_A_TURN = 16;
const FORMS_A_TURN = 64;
/** However many forms come, others go on, too. */
const OTHERS_A_TURN = 4;
/** So many turns are with the thread at most, so that it need not wait for us in between. */
const TURNS_AT_ONCE = 2;

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Calls that wait for their turn, and those whose answer is still to come. */
export interface Line {
  call<Result>(rank: Rank, call: Omit<Call, 'id'>): Promise<Result>;
  /** To be told what the thread answered. */
  onAnswers(answers: readonly Answer[], turnsOver: number): void;
  /** From now on nothing is answered: all calls, also those to come, reject with this. */
  end(error: Error): void;
}

/**
 * Gathers calls that are made before the event loop goes on into a turn, and sends it with `post`. A few turns are with the
 * thread at a time, so that a form which asks later goes before a crowd that asked first.
 */
export function createLine(post: (turn: Turn) => void, nowMs: () => number): Line {
  const waiting: Record<Rank, Call[]> = { form: [], person: [], background: [] };
  const pending = new Map<number, Pending>();
  let calls = 0;
  let turns = 0;
  let isSending = false;
  let ended: Error | null = null;
  const others = (): Call | undefined => waiting.person.shift() ?? waiting.background.shift();
  const nextCalls = (): Call[] => {
    const forms = waiting.form.splice(0, FORMS_A_TURN);
    const room = Math.max(OTHERS_A_TURN, CALLS_A_TURN - forms.length);
    return [...forms, ...Array.from({ length: room }, others).filter((call) => call !== undefined)];
  };
  const send = () => {
    isSending = false;
    while (turns < TURNS_AT_ONCE) {
      const turn = nextCalls();
      if (turn.length === 0) return;
      turns += 1;
      post({ nowMs: nowMs(), calls: turn });
    }
  };
  const sendSoon = () => {
    if (isSending || turns >= TURNS_AT_ONCE) return;
    isSending = true;
    // When all promises have gone as far as they can, and before anything else.
    queueMicrotask(() => nextTick(send));
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
        sendSoon();
      }),
    onAnswers: (answers, turnsOver) => {
      turns -= turnsOver;
      for (const answer of answers) settle(answer);
      sendSoon();
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
