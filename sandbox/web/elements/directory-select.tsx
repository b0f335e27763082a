import type {
  ChannelsSelect,
  ConversationsSelect,
  MultiChannelsSelect,
  MultiConversationsSelect,
  MultiUsersSelect,
  UsersSelect,
} from '@slack/types';
import { useState } from 'preact/hooks';
import { valueAt } from '../form/form-state.ts';
import { stringAt, stringsAt } from '../form/read-value.ts';
import { useSurface } from '../form/surface.ts';
import { useWorkspace, type Workspace } from '../shell/workspace-context.tsx';
import { Combobox } from './combobox.tsx';
import type { Choice } from './combobox-props.ts';
import { controlAttributes, type ElementProps, mostSelected } from './element-props.ts';

type DirectorySelect =
  | UsersSelect
  | MultiUsersSelect
  | ChannelsSelect
  | MultiChannelsSelect
  | ConversationsSelect
  | MultiConversationsSelect;

/** Name of the value's field, what one picks from, and whether several. */
const KINDS = {
  users_select: { field: 'selected_user', from: 'people', isMultiple: false },
  multi_users_select: { field: 'selected_users', from: 'people', isMultiple: true },
  channels_select: { field: 'selected_channel', from: 'channels', isMultiple: false },
  multi_channels_select: { field: 'selected_channels', from: 'channels', isMultiple: true },
  conversations_select: { field: 'selected_conversation', from: 'channels', isMultiple: false },
  multi_conversations_select: { field: 'selected_conversations', from: 'channels', isMultiple: true },
} as const;

/** A select of people, channels or conversations, filled by Slack itself. */
export function DirectorySelectElement(props: ElementProps<DirectorySelect>) {
  const { element, field } = props;
  const surface = useSurface();
  const workspace = useWorkspace();
  const [query, setQuery] = useState('');
  const kind = KINDS[element.type];
  const all = kind.from === 'people' ? people(workspace) : channels(workspace);
  const value = valueAt(surface.values, field);
  const ids = kind.isMultiple ? stringsAt(value, kind.field) : [stringAt(value, kind.field)].filter((id) => id !== '');
  const wanted = query.trim().toLowerCase();
  const choices = all.filter(({ text, detail = '' }) => `${text} ${detail}`.toLowerCase().includes(wanted));

  const keep = (next: readonly string[]) => {
    const changed = { type: element.type, [kind.field]: kind.isMultiple ? next : (next[0] ?? null) };
    if (props.dispatches)
      surface.press(field, { value: changed, ...(element.confirm && { confirm: element.confirm }) });
    else surface.change(field, changed);
  };
  const remove = ({ key }: Choice) => keep(ids.filter((id) => id !== key));
  const choose = (choice: Choice) => {
    if (!kind.isMultiple) keep([choice.key]);
    else if (ids.includes(choice.key)) remove(choice);
    else if (ids.length < mostSelected(element)) keep([...ids, choice.key]);
  };
  return (
    <Combobox
      attributes={controlAttributes(props)}
      inputId={props.inputId}
      placeholder={element.placeholder?.text ?? (kind.from === 'people' ? 'Select a person' : 'Select a conversation')}
      chosen={ids.map((id) => all.find(({ key }) => key === id) ?? { key: id, text: id })}
      isMultiple={kind.isMultiple}
      canClear={props.isOptional}
      choices={choices}
      notice={choices.length === 0 ? 'No results found' : null}
      onQuery={(next) => setQuery(next ?? '')}
      onChoose={choose}
      onRemove={remove}
    />
  );
}

function people({ snapshot }: Workspace): Choice[] {
  return snapshot.people
    .filter(({ kind }) => kind !== 'deactivated')
    .map(({ id, name, realName }) => ({ key: id, text: realName, detail: name }));
}

function channels({ snapshot }: Workspace): Choice[] {
  return snapshot.channels
    .filter(({ kind }) => kind !== 'dm')
    .map(({ id, name, kind }) => ({ key: id, text: `# ${name}`, ...(kind === 'private' && { detail: 'private' }) }));
}
