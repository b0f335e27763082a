/** `views.*`: modals and Home tabs. */
import { SlackError } from '../http/slack-error.ts';
import { exchangeTrigger } from '../workspace/triggers.ts';
import {
  checkedView,
  DEEPEST_STACK,
  findView,
  openModal,
  publishHome,
  pushModal,
  redraw,
  stackOf,
  viewObject,
} from '../workspace/views-store.ts';
import { type Call, jsonArgument, type Method, requiredText, textArgument, writes } from './call.ts';

/** The view is checked before the trigger is used, so that a refused view leaves the trigger whole. */
const open = writes((call) => {
  const view = checkedView(call.workspace, jsonArgument(call, 'view'), 'modal');
  const trigger = exchangeTrigger(call.workspace, requiredText(call, 'trigger_id'));
  return { view: viewObject(openModal(call.workspace, trigger.person, view)) };
});

const push = writes((call) => {
  const view = checkedView(call.workspace, jsonArgument(call, 'view'), 'modal');
  const trigger = exchangeTrigger(call.workspace, requiredText(call, 'trigger_id'));
  const stack = stackOf(call.workspace, trigger.person);
  if (stack.length >= DEEPEST_STACK) throw new SlackError('push_limit_reached');
  if (trigger.viewId === null || stack.length === 0) throw new SlackError('not_found');
  return { view: viewObject(pushModal(call.workspace, trigger.person, view)) };
});

const hashArgument = (call: Call): string | null => textArgument(call, 'hash');

const update = writes((call) => {
  const id = textArgument(call, 'view_id') ?? '';
  const externalId = textArgument(call, 'external_id') ?? '';
  if (id === '' && externalId === '') requiredText(call, 'view_id');
  const record = findView(call.workspace, id, externalId);
  if (!record) throw new SlackError('not_found');
  const view = checkedView(call.workspace, jsonArgument(call, 'view'), record.view.type);
  return { view: viewObject(redraw(call.workspace, record, view, hashArgument(call))) };
});

const publish = writes((call) => {
  const view = checkedView(call.workspace, jsonArgument(call, 'view'), 'home');
  const userId = requiredText(call, 'user_id');
  const person = call.workspace.people.get(userId);
  if (!person || person.kind === 'bot') {
    throw new SlackError('invalid_arguments', [{ pointer: '/user_id', message: 'user not found' }]);
  }
  return { view: viewObject(publishHome(call.workspace, userId, view, hashArgument(call))) };
});

export const views: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
};
