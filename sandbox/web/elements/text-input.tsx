import type { EmailInput, NumberInput, PlainTextInput, URLInput } from '@slack/types';
import { useEffect, useRef } from 'preact/hooks';
import { valueAt } from '../form/form-state.ts';
import { textOf } from '../form/read-value.ts';
import { useSurface } from '../form/surface.ts';
import { controlAttributes, type ElementProps } from './element-props.ts';

type TextElement = PlainTextInput | EmailInput | URLInput | NumberInput;

const TYPING_PAUSE_MS = 300;
const KEYBOARDS = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'decimal',
} as const;

/** One line or several lines of text, a number, an email or web address. What is allowed is checked on submission. */
export function TextInputElement(props: ElementProps<TextElement>) {
  const { element, field } = props;
  const surface = useSurface();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const text = textOf(valueAt(surface.values, field));
  const typing = useTypingPause();
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const filledIn = (typed: string) => ({ type: element.type, value: typed === '' ? null : typed });

  useEffect(() => {
    if (element.focus_on_load) input.current?.focus();
  }, [element.focus_on_load]);

  const onInput = ({ currentTarget }: { currentTarget: { value: string } }) => {
    const value = filledIn(currentTarget.value);
    surface.change(field, value);
    if (props.dispatches && triggers.includes('on_character_entered')) typing(() => surface.press(field, { value }));
  };
  const isMultiline = element.type === 'plain_text_input' && element.multiline === true;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing || (isMultiline && !event.metaKey && !event.ctrlKey)) return;
    event.preventDefault();
    if (props.dispatches && triggers.includes('on_enter_pressed')) surface.press(field, { value: filledIn(text) });
    else surface.submit?.();
  };
  const shared = {
    ...controlAttributes(props),
    ref: input,
    class: 'input',
    value: text,
    placeholder: element.placeholder?.text ?? '',
    onInput,
    onKeyDown,
  };
  return (
    <div class="input-frame">
      {isMultiline ? (
        <textarea {...shared} rows={4} />
      ) : (
        <input {...shared} type="text" inputMode={KEYBOARDS[element.type]} autocomplete="off" />
      )}
      <Remaining element={element} text={text} />
    </div>
  );
}

/** Slack counts down the characters left once the limit comes near. */
function Remaining({ element, text }: { element: TextElement; text: string }) {
  if (element.type !== 'plain_text_input' || element.max_length === undefined) return null;
  const left = element.max_length - [...text].length;
  return left > element.max_length / 5 ? null : (
    <span class={left < 0 ? 'remaining is-over' : 'remaining'}>{left}</span>
  );
}

/** Runs the newest of several calls once typing paused. */
function useTypingPause(): (act: () => void) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  return (act) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, TYPING_PAUSE_MS);
  };
}
