import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import { useRef } from 'preact/hooks';
import { valueAt } from '../form/form-state.ts';
import { stringAt } from '../form/read-value.ts';
import { useSurface } from '../form/surface.ts';
import { formatSlackDate } from '../mrkdwn/dates.ts';
import { Icon } from '../shell/icons.tsx';
import { controlAttributes, type ElementProps } from './element-props.ts';

type MomentElement = Datepicker | Timepicker | DateTimepicker;

const KINDS = {
  datepicker: { inputType: 'date', field: 'selected_date', empty: 'Select a date' },
  timepicker: { inputType: 'time', field: 'selected_time', empty: 'Select a time' },
  datetimepicker: { inputType: 'datetime-local', field: 'selected_date_time', empty: 'Select date and time' },
} as const;

/** A date, a time, or both: the browser's own picker under a field that reads like Slack's. */
export function MomentPickerElement(props: ElementProps<MomentElement>) {
  const { element, field } = props;
  const surface = useSurface();
  const input = useRef<HTMLInputElement>(null);
  const kind = KINDS[element.type];
  const current = valueAt(surface.values, field);
  const typed =
    element.type === 'datetimepicker' ? localInputValue(current?.selected_date_time) : stringAt(current, kind.field);

  const choose = (text: string) => {
    const value = {
      type: element.type,
      [kind.field]: element.type === 'datetimepicker' ? unixSeconds(text) : text || null,
    };
    if (props.dispatches) surface.press(field, { value, ...(element.confirm && { confirm: element.confirm }) });
    else surface.change(field, value);
  };
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  return (
    <div class="moment">
      <Icon name={element.type === 'timepicker' ? 'clock' : 'calendar'} size={16} />
      <span class={typed ? 'moment__text' : 'moment__text is-empty'} aria-hidden="true">
        {typed ? readable(element.type, typed) : (placeholder ?? kind.empty)}
      </span>
      <input
        {...controlAttributes(props)}
        ref={input}
        class="moment__input"
        type={kind.inputType}
        value={typed}
        onClick={() => input.current?.showPicker()}
        onInput={({ currentTarget }) => choose(currentTarget.value)}
      />
    </div>
  );
}

function readable(type: MomentElement['type'], typed: string): string {
  const at = new Date(type === 'timepicker' ? `2000-01-01T${typed}` : type === 'datepicker' ? `${typed}T12:00` : typed);
  const format = { datepicker: '{date}', timepicker: '{time}', datetimepicker: '{date_short} at {time}' }[type];
  return formatSlackDate(at.getTime() / 1000, format, { nowMs: Date.now() }) ?? typed;
}

function localInputValue(seconds: unknown): string {
  if (typeof seconds !== 'number') return '';
  const offsetMs = new Date(seconds * 1000).getTimezoneOffset() * 60_000;
  return new Date(seconds * 1000 - offsetMs).toISOString().slice(0, 16);
}

function unixSeconds(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at / 1000;
}
