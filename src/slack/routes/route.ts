import type { ModalView, PlainTextOption } from '@slack/types';
import type { UserId } from '../../values/ids.ts';
import type { ActionPayload, OptionsPayload, SubmissionPayload } from '../receive/payloads.ts';
import type { Answer } from '../say/response-url.ts';
import type { RouteContext } from './route-context.ts';

/** A slash command: its first word chose the route, `rest` is what came after. */
export interface CommandCall {
  readonly userId: UserId;
  readonly rest: string;
  readonly triggerId: string;
  readonly answer: Answer;
}
export type CommandRoute = (context: RouteContext, call: CommandCall) => Promise<void>;

/** A press of a button, acknowledged already. */
export interface ActionCall {
  readonly payload: ActionPayload;
  readonly userId: UserId;
  readonly answer: Answer;
}
export type ActionRoute = (context: RouteContext, call: ActionCall) => Promise<void>;

/** What a form that was sent is answered with at once, and what is done after that. */
export interface Submitted {
  readonly ack:
    | { response_action: 'errors'; errors: Record<string, string> }
    | { response_action: 'update'; view: ModalView };
  readonly afterwards?: () => Promise<void>;
}
export type SubmissionRoute = (context: RouteContext, payload: SubmissionPayload, userId: UserId) => Promise<Submitted>;

/** A menu that asks for its options. */
export type OptionsRoute = (context: RouteContext, payload: OptionsPayload) => Promise<PlainTextOption[]>;
