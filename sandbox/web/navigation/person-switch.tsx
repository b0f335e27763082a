import type { Person, PersonId } from '../../slack/workspace/protocol.ts';
import { Avatar } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';

/** Chooses who sits at the keyboard. */
export function PersonSwitch({ onSwitch }: { onSwitch: (id: PersonId) => void }) {
  const { me, snapshot } = useWorkspace();
  const playable = snapshot.people.filter(({ kind }) => kind !== 'bot' && kind !== 'deactivated');
  return (
    <div class="people">
      <span class="people__label" id="playing-as">
        Playing as
      </span>
      <div class="people__list" role="radiogroup" aria-labelledby="playing-as">
        {playable.map((person) => (
          <PersonChoice key={person.id} person={person} isMe={person.id === me.id} onSwitch={onSwitch} />
        ))}
      </div>
    </div>
  );
}

interface PersonChoiceProps {
  readonly person: Person;
  readonly isMe: boolean;
  readonly onSwitch: (id: PersonId) => void;
}

function PersonChoice({ person, isMe, onSwitch }: PersonChoiceProps) {
  return (
    <label
      class={isMe ? 'person is-me' : 'person'}
      data-person={person.id}
      title={`${person.realName}, ${describe(person)}`}
    >
      <input
        class="person__radio"
        type="radio"
        name="playing-as"
        aria-label={person.realName}
        checked={isMe}
        onChange={() => onSwitch(person.id)}
      />
      <Avatar person={person} size={24} />
      <span class="person__name">{person.realName.split(' ')[0]}</span>
      {person.kind !== 'member' && (
        <span class="person__kind">{person.kind === 'guest' ? 'guest' : <Icon name="building" size={12} />}</span>
      )}
    </label>
  );
}

function describe({ kind, title }: Person): string {
  if (kind === 'guest') return `${title} (guest)`;
  return kind === 'stranger' ? `${title} (another company)` : title;
}
