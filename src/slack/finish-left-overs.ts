import type { ReceiverEvent } from '@slack/bolt';
import { z } from 'zod';
import { cutOffText, unshownText } from '../../views/messages/cut-off.ts';
import { SlackRefused } from '../service/errors.ts';
import type { After } from '../service/ports/after.ts';
import type { Log } from '../service/ports/log.ts';
import type { LeftOver, Unfinished } from '../service/unfinished.ts';
import { ofDelivery } from './receive/delivery.ts';
import { bodyInText, type SlackBody } from './receive/slack-request.ts';
import type { RouteContext } from './routes/route-context.ts';
import { slackError } from './say/slack-failure.ts';
import { doerOf, UnshownAnswer } from './unshown-answer.ts';

export interface FinishDeps {
  readonly unfinished: Omit<Unfinished, 'isAllDone'>;
  /** How people are told, for the installation that a payload came through; null when it is none of ours. */
  readonly contextOf: (body: unknown) => Pick<RouteContext, 'clients'> | null;
  readonly after: After;
  readonly log: Log;
  /** Does the work of a delivery, as when it came. */
  readonly process: (event: ReceiverEvent) => Promise<void>;
}

/** Looks for what processes that are gone left, again and again. */
export interface Finishing {
  /** Resolves when what the last look found is done. */
  idle(): Promise<void>;
  stop(): void;
}

/** Somebody who is to be told what is known of what they asked. */
interface ToTell {
  readonly left: LeftOver;
  readonly body: SlackBody;
  readonly doer: string;
  readonly text: string;
}

const NOT_TOLD_YET = 'A person could not be told yet what became of what they asked; it is tried again';
const NOT_TOLD = 'A person could not be told what became of what they asked';

/** From the end of one look to the next: it costs nothing while no process is gone. */
const LOOK_EVERY_MS = 5_000;

/**
 * A word that lets money go again. What stopped it may be newer than the word: a start that is paused, or a store that was put
 * back with the word in it.
 */
const Resume = z.object({ command: z.string(), text: z.string().regex(/^\s*resume\b/i) });

/** A shortcut's window opens at once or not at all; whoever sent a form has its page before them, and may have sent it again. */
const TOLD_ALWAYS: ReadonlySet<unknown> = new Set(['shortcut', 'view_submission']);

/**
 * Does what processes that are gone acknowledged and did not finish, one after the other; repeating it is safe, because every
 * use case writes by compare-and-set. Who waited too long, or through two processes, is told instead; and who resumes placing,
 * sent a form, or used a shortcut, which names no place for an answer. Where only the page with the answer was missing, nothing is
 * done again: its person is told the answer.
 */
export function finishLeftOvers({ unfinished, contextOf, after, log, process }: FinishDeps): Finishing {
  let isStopped = false;
  let cancel = () => {};
  let underWay: Promise<void> = Promise.resolve();
  /** Those whose person could not be told yet. They are ours, and anybody's who comes after us, until that is done. */
  let untold: ToTell[] = [];
  /** Does it; answers whom to tell that it is not done, and null where nobody is. */
  const finish = async (left: LeftOver): Promise<ToTell | null> => {
    const body = bodyInText(left.text);
    const doer = doerOf(body);
    const unshown = UnshownAnswer.safeParse(body).data;
    if (body && doer !== null && unshown) {
      log.warn({ person: doer, answeredAt: left.receivedAt }, 'A process ended before this answer was shown');
      return { left, body, doer, text: unshownText(left.receivedAt, unshown.answer) };
    }
    log.warn(
      { person: doer, receivedAt: left.receivedAt, isToBeTold: left.isToBeTold },
      'A process ended before this was done',
    );
    if (!body) return null;
    const isToBeTold = left.isToBeTold || TOLD_ALWAYS.has(body.type) || Resume.safeParse(body).success;
    if (isToBeTold) {
      const isNobodyWaiting = doer === null || body.type === 'view_closed';
      return isNobodyWaiting ? null : { left, body, doer, text: cutOffText(left.receivedAt) };
    }
    await process({ body, ack: async () => {}, customProperties: ofDelivery(left) });
    return null;
  };
  /** Tells them, one after the other; while Slack takes no message for now, they wait for the next look. */
  const tell = async () => {
    for (let next = untold[0]; next; next = untold[0]) {
      const { left, body, doer, text } = next;
      try {
        await contextOf(body)?.clients.web.chat.postMessage({ channel: doer, text });
      } catch (error) {
        const failure = slackError(error, 'chat.postMessage failed');
        const isForNow = failure !== null && !(failure instanceof SlackRefused);
        log.error({ error, person: doer }, isForNow ? NOT_TOLD_YET : NOT_TOLD);
        if (isForNow) return;
      }
      left.done();
      untold = untold.slice(1);
    }
  };
  const look = async () => {
    for (const left of await unfinished.takeOver()) {
      const toTell = await finish(left).catch((error: unknown) => {
        log.error({ error }, 'What a process before did not finish could not be done');
        return null;
      });
      if (toTell) untold.push(toTell);
      else left.done();
    }
    await tell();
  };
  const lookAgainAndAgain = (): Promise<void> => {
    underWay = look()
      .catch((error: unknown) => {
        log.error({ error }, 'What a process before did not finish could not be read; it is tried again');
      })
      .then(() => {
        if (!isStopped) cancel = after(LOOK_EVERY_MS, lookAgainAndAgain);
      });
    return underWay;
  };
  void lookAgainAndAgain();
  return {
    idle: () => underWay,
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
