import type { Checkboxes, Option, RadioButtons } from '@slack/types';
import { valueAt } from '../form/form-state.ts';
import { optionKey, selectedOption, selectedOptions } from '../form/read-value.ts';
import { useSurface } from '../form/surface.ts';
import { SlackText } from '../mrkdwn/mrkdwn.tsx';
import type { ElementProps } from './element-props.ts';

/** Radio buttons: one of a few. */
export function RadioElement(props: ElementProps<RadioButtons>) {
  const { element, field } = props;
  const surface = useSurface();
  const chosen = selectedOption(valueAt(surface.values, field));
  const choose = (option: Option) => {
    const value = { type: element.type, selected_option: option };
    if (props.dispatches) surface.press(field, { value, ...(element.confirm && { confirm: element.confirm }) });
    else surface.change(field, value);
  };
  return (
    <div class="choices" role="radiogroup" {...groupName(props)}>
      {element.options.map((option) => (
        <ChoiceRow
          key={optionKey(option)}
          type="radio"
          name={props.inputId}
          option={option}
          isChosen={chosen !== null && optionKey(chosen) === optionKey(option)}
          onChoose={() => choose(option)}
        />
      ))}
    </div>
  );
}

/** Checkboxes: any of a few. */
export function CheckboxesElement(props: ElementProps<Checkboxes>) {
  const { element, field } = props;
  const surface = useSurface();
  const chosen = selectedOptions(valueAt(surface.values, field)).map(optionKey);
  const toggle = (toggled: Option) => {
    const key = optionKey(toggled);
    const next = element.options.filter((option) => chosen.includes(optionKey(option)) !== (optionKey(option) === key));
    const value = { type: element.type, selected_options: next };
    if (props.dispatches) surface.press(field, { value, ...(element.confirm && { confirm: element.confirm }) });
    else surface.change(field, value);
  };
  return (
    <fieldset class="choices" {...groupName(props)}>
      {element.options.map((option) => (
        <ChoiceRow
          key={optionKey(option)}
          type="checkbox"
          name={props.inputId}
          option={option}
          isChosen={chosen.includes(optionKey(option))}
          onChoose={() => toggle(option)}
        />
      ))}
    </fieldset>
  );
}

interface ChoiceRowProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly option: Option;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function ChoiceRow({ type, name, option, isChosen, onChoose }: ChoiceRowProps) {
  return (
    <label class="choice">
      <input
        class={`choice__mark choice__mark--${type}`}
        type={type}
        name={name}
        checked={isChosen}
        onChange={onChoose}
      />
      <span class="choice__text">
        <SlackText text={option.text} />
        {option.description && (
          <span class="choice__description">
            <SlackText text={option.description} />
          </span>
        )}
      </span>
    </label>
  );
}

function groupName({ label, labelId }: Pick<ElementProps<unknown>, 'label' | 'labelId'>) {
  return labelId === null ? { 'aria-label': label ?? 'Choices' } : { 'aria-labelledby': labelId };
}
