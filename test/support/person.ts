import type { Message, OpenView, Snapshot, StateValue, StateValues } from '../../sandbox/slack/workspace/protocol.ts';
import { ACTION } from '../../views/ids.ts';
import type { World } from './world.ts';

const FIELD = 'field';

/** What a value of a form is in a test: text, one choice, or several. */
export type Filled =
  | string
  | { readonly choice: string }
  | { readonly select: string }
  | { readonly choices: readonly string[] }
  | { readonly picked: readonly string[] }
  /** Ids of files that were uploaded. */
  | { readonly files: readonly string[] };

/** Somebody at the keyboard of the local Slack. Every act resolves when the app has answered and all that follows is done. */
export interface Person {
  readonly id: string;
  type(text: string, channel?: string): Promise<void>;
  /** Fills fields of the open modal and submits it; answers the errors by field. */
  submit(values?: Readonly<Record<string, Filled>>): Promise<Readonly<Record<string, string>>>;
  /** Presses a button of the open modal, or chooses in an input that tells the app at once, with what is filled in: the one that carries `value`, when that is said. */
  pressInModal(actionId: string, values?: Readonly<Record<string, Filled>>, value?: string): Promise<void>;
  /** Chooses in a menu that stands beside a text of the open modal: the choice that carries `value`. */
  chooseInModal(actionId: string, value: string): Promise<void>;
  /** Presses Enter in a field of the open modal, or chooses in a menu of it, with what else is filled in. */
  enterInModal(field: string, value: Filled, values?: Readonly<Record<string, Filled>>): Promise<void>;
  /** Presses a button of a message, such as the card's. */
  press(message: Message, actionId: string): Promise<void>;
  /** Opens the app's Home tab. */
  openHome(): Promise<void>;
  /** All text of the Home tab, buttons too; empty before it was drawn. */
  homeText(): string;
  /** Presses a button of the Home tab: the one of an order when it is named, else the first with this action. */
  pressOnHome(actionId: string, reference?: string): Promise<void>;
  /** Chooses in a menu of the Home tab. */
  chooseOnHome(actionId: string, value: string): Promise<void>;
  modal(): OpenView | null;
  /** All text of the open modal. */
  modalText(): string;
  messages(channel: string): readonly Message[];
  /** Direct messages with the bot, oldest first. */
  directMessages(): readonly Message[];
  /** What only this person sees, newest last. */
  privateAnswers(): readonly string[];
}

export const APPROVALS = 'C0APPROVALS';

/** The newest card in the approvers' channel, as the person sees it. */
export function cardFor(person: Person): Message {
  const card = person
    .messages(APPROVALS)
    .findLast((message) => message.threadTs === null && buttonsOf(message).includes('show_order_details'));
  if (!card) throw new Error('There is no card');
  return card;
}

/** Action ids of a message's buttons, in rows and beside paragraphs. */
export function buttonsOf(message: Message): string[] {
  return message.blocks.flatMap((block) => {
    const elements: object[] = 'elements' in block && Array.isArray(block.elements) ? block.elements : [];
    const beside = 'accessory' in block && block.accessory ? [block.accessory] : [];
    return [...elements, ...beside].flatMap((element) =>
      'action_id' in element && typeof element.action_id === 'string' ? [element.action_id] : [],
    );
  });
}

/** The order that a card is about. */
export function referenceOf(card: Message): string {
  const reference = /"value":"([a-z0-9]{6}):/.exec(JSON.stringify(card.blocks))?.[1];
  if (reference === undefined) throw new Error('The card names no order');
  return reference;
}

/** All text of blocks, as one string. */
export function textOf(blocks: unknown): string {
  if (Array.isArray(blocks)) return blocks.map(textOf).join('\n');
  if (typeof blocks !== 'object' || blocks === null) return '';
  return Object.entries(blocks)
    .map(([key, value]) => (key === 'text' && typeof value === 'string' ? value : textOf(value)))
    .filter((text) => text !== '')
    .join('\n');
}

/** All that a message says: on a phone, and when it is opened. */
export const wordsOf = ({ text, blocks }: Pick<Message, 'text' | 'blocks'>): string => `${text}\n${textOf(blocks)}`;

/** What *Details* of an order say to somebody who opens them from its card. */
export async function detailsOf(who: Person): Promise<string> {
  await who.press(cardFor(who), ACTION.details);
  return who.modalText();
}

/** A person of the local workspace. */
export function person(world: Pick<World, 'slack' | 'settle'>, id: string): Person {
  const { slack } = world;
  const snapshot = (): Snapshot => slack.snapshot(id);
  const modal = () => snapshot().modals.at(-1) ?? null;
  const open = () => {
    const view = modal();
    if (!view) throw new Error(`${id} has no modal open`);
    return view;
  };
  const messages = (channel: string) => snapshot().channels.find((each) => each.id === channel)?.messages ?? [];
  return {
    id,
    modal,
    messages,
    type: async (text, channel = 'C0GENERAL') => {
      await slack.send({ as: id, channel, text });
      await world.settle();
    },
    submit: async (values = {}) => {
      const view = open();
      const answer = await slack.submit({ as: id, viewId: view.id, values: filledIn(view, values) });
      await world.settle();
      if (answer.ok) return {};
      if ('errors' in answer) return byField(answer.errors);
      throw new Error(answer.message);
    },
    pressInModal: async (actionId, values = {}, value) => {
      const view = open();
      const blockId = blockOf(view, actionId, value);
      const source = { type: 'view', viewId: view.id } as const;
      await slack.press({ as: id, source, blockId, actionId, values: filledIn(view, values) });
      await world.settle();
    },
    chooseInModal: async (actionId, value) => {
      const view = open();
      const source = { type: 'view', viewId: view.id } as const;
      const blockId = blockOf(view, actionId, value);
      const chosen = { type: 'overflow', selected_option: { text: { type: 'plain_text', text: value }, value } };
      const done = await slack.press({ as: id, source, blockId, actionId, value: chosen });
      if (!done.ok) throw new Error(done.message);
      await world.settle();
    },
    enterInModal: async (field, value, values = {}) => {
      const view = open();
      const all = filledIn(view, { ...values, [field]: value });
      const blockId = view.view.blocks
        .map((block) => block.block_id ?? '')
        .find((each) => each.startsWith(`${field}.`));
      const [[actionId, typed] = []] = Object.entries(all[blockId ?? ''] ?? {});
      if (blockId === undefined || actionId === undefined || !typed) throw new Error(`The view has no field ${field}`);
      const source = { type: 'view', viewId: view.id } as const;
      const done = await slack.press({ as: id, source, blockId, actionId, value: typed, values: all });
      if (!done.ok) throw new Error(done.message);
      await world.settle();
    },
    press: async (message, actionId) => {
      const channel = snapshot().channels.find((each) => each.messages.some(({ ts }) => ts === message.ts));
      const source = { type: 'message', channel: channel?.id ?? '', ts: message.ts } as const;
      const blockId = message.blocks.find((block) =>
        buttonsOf({ ...message, blocks: [block] }).includes(actionId),
      )?.block_id;
      await slack.press({ as: id, source, blockId: blockId ?? '', actionId });
      await world.settle();
    },
    openHome: async () => {
      await slack.openHome(id);
      await world.settle();
    },
    homeText: () => textOf(snapshot().home.view?.blocks),
    pressOnHome: async (actionId, reference = '') => {
      const { view, viewId } = snapshot().home;
      const block = view?.blocks.find((each) =>
        pressable(each).some((element) => element.actionId === actionId && element.value.startsWith(reference)),
      );
      if (!block) throw new Error(`Home has no ${actionId}`);
      const source = { type: 'view', viewId: viewId ?? '' } as const;
      await slack.press({ as: id, source, blockId: block.block_id ?? '', actionId });
      await world.settle();
    },
    chooseOnHome: async (actionId, value) => {
      const { view, viewId } = snapshot().home;
      const block = view?.blocks.find((each) => pressable(each).some((element) => element.actionId === actionId));
      if (!block) throw new Error(`Home has no ${actionId}`);
      const source = { type: 'view', viewId: viewId ?? '' } as const;
      const chosen = { type: 'static_select', selected_option: { text: { type: 'plain_text', text: value }, value } };
      const done = await slack.press({ as: id, source, blockId: block.block_id ?? '', actionId, value: chosen });
      if (!done.ok) throw new Error(done.message);
      await world.settle();
    },
    modalText: () => {
      const view = modal();
      return view ? `${view.view.title.text}\n${textOf(view.view.blocks)}` : '';
    },
    directMessages: () =>
      snapshot().channels.find(({ kind, botIsMember }) => kind === 'dm' && botIsMember)?.messages ?? [],
    privateAnswers: () =>
      snapshot().channels.flatMap((channel) =>
        channel.messages
          .filter(({ isEphemeral }) => isEphemeral)
          .map(({ text, blocks }) => `${text}\n${textOf(blocks)}`),
      ),
  };
}

/** Buttons of a block, those beside a text too. */
function pressable(block: object): { actionId: string; value: string }[] {
  const elements = 'elements' in block && Array.isArray(block.elements) ? block.elements : [];
  const all: unknown[] = 'accessory' in block ? [...elements, block.accessory] : elements;
  return all.flatMap((element) => {
    if (typeof element !== 'object' || element === null || !('action_id' in element)) return [];
    const value = 'value' in element ? String(element.value) : '';
    return [{ actionId: String(element.action_id), value }];
  });
}

/** The view's values with some fields filled in: fields are named without their fill count. */
function filledIn(view: OpenView, filled: Readonly<Record<string, Filled>>): StateValues {
  const values: Record<string, Readonly<Record<string, StateValue>>> = { ...view.values };
  for (const [field, content] of Object.entries(filled)) {
    const block = view.view.blocks.find((each) => each.block_id?.startsWith(`${field}.`));
    if (block?.block_id === undefined) throw new Error(`The view has no field ${field}`);
    values[block.block_id] = { [inputOf(block) ?? FIELD]: stateValue(content) };
  }
  return values;
}

function stateValue(content: Filled): StateValue {
  const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
  if (typeof content === 'string') return { type: 'plain_text_input', value: content };
  if ('choice' in content) return { type: 'radio_buttons', selected_option: option(content.choice) };
  if ('select' in content) return { type: 'static_select', selected_option: option(content.select) };
  if ('choices' in content) return { type: 'checkboxes', selected_options: content.choices.map(option) };
  if ('files' in content) return { type: 'file_input', files: content.files.map((id) => ({ id })) };
  return { type: 'multi_external_select', selected_options: content.picked.map(option) };
}

/** The block with a button; with the one that carries `value`, when that is said. */
function blockOf(view: OpenView, actionId: string, value?: string): string {
  const carries = (block: unknown) => value === undefined || JSON.stringify(block).includes(`"value":"${value}"`);
  const block = view.view.blocks.find(
    (each) =>
      (inputOf(each) === actionId || pressable(each).some((element) => element.actionId === actionId)) && carries(each),
  );
  return block?.block_id ?? '';
}

/** The action id of an input block's element. */
const inputOf = (block: object): string | undefined =>
  'element' in block && typeof block.element === 'object' && block.element !== null && 'action_id' in block.element
    ? String(block.element.action_id)
    : undefined;

function byField(errors: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([blockId, text]) => [blockId.replace(/\.\d+$/, ''), text]));
}
