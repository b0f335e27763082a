import type {
  ExternalSelect,
  MultiExternalSelect,
  MultiStaticSelect,
  PlainTextOption,
  StaticSelect,
} from '@slack/types';
import { useState } from 'preact/hooks';
import { valueAt } from '../form/form-state.ts';
import { optionKey, selectedOption, selectedOptions } from '../form/read-value.ts';
import { useSurface } from '../form/surface.ts';
import { Combobox } from './combobox.tsx';
import type { Choice } from './combobox-props.ts';
import { controlAttributes, type ElementProps, mostSelected } from './element-props.ts';
import { staticOptions, useFoundOptions } from './offered-options.ts';

type OptionSelect = StaticSelect | MultiStaticSelect | ExternalSelect | MultiExternalSelect;

/** A select whose options the app wrote down, or finds while one types; single or multiple. */
export function OptionSelectElement(props: ElementProps<OptionSelect>) {
  const { element, field } = props;
  const surface = useSurface();
  const [query, setQuery] = useState<string | null>(null);
  const isMultiple = element.type === 'multi_static_select' || element.type === 'multi_external_select';
  const isExternal = element.type === 'external_select' || element.type === 'multi_external_select';
  const found = useFoundOptions(field, isExternal ? query : null, isExternal ? (element.min_query_length ?? 3) : 0);
  const offered = isExternal ? found.offered : staticOptions(element, query ?? '');

  const value = valueAt(surface.values, field);
  const single = selectedOption(value);
  const chosen = isMultiple ? selectedOptions(value) : single ? [single] : [];
  const most = mostSelected(element);

  const keep = (options: readonly PlainTextOption[]) => {
    const next = isMultiple
      ? { type: element.type, selected_options: options }
      : { type: element.type, selected_option: options[0] ?? null };
    if (props.dispatches) surface.press(field, { value: next, ...(element.confirm && { confirm: element.confirm }) });
    else surface.change(field, next);
  };
  const without = (key: string) => chosen.filter((option) => optionKey(option) !== key);
  const choose = ({ key }: Choice) => {
    const option = offered.find((known) => known.key === key)?.option;
    if (!option) return;
    if (!isMultiple) keep([option]);
    else if (chosen.some((known) => optionKey(known) === key)) keep(without(key));
    else if (chosen.length < most) keep([...chosen, option]);
  };
  const notice = isExternal ? found.notice : offered.length === 0 ? 'No results found' : null;
  return (
    <Combobox
      attributes={controlAttributes(props)}
      inputId={props.inputId}
      placeholder={element.placeholder?.text ?? (isMultiple ? 'Select options' : 'Select an option')}
      chosen={chosen.map(choiceOf)}
      isMultiple={isMultiple}
      canClear={props.isOptional}
      choices={offered}
      notice={notice}
      onQuery={setQuery}
      onChoose={choose}
      onRemove={({ key }) => keep(without(key))}
    />
  );
}

function choiceOf(option: PlainTextOption): Choice {
  return { key: optionKey(option), text: option.text.text };
}
