import type { MultiStaticSelect, PlainTextOption, StaticSelect } from '@slack/types';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FoundOptions } from '../../slack/workspace/protocol.ts';
import type { FieldKey } from '../form/fields.ts';
import { optionKey } from '../form/read-value.ts';
import { useSurface } from '../form/surface.ts';
import type { Choice } from './combobox-props.ts';

const TYPING_PAUSE_MS = 250;

/** A choice of a list, with the option it stands for. */
export interface OfferedOption extends Choice {
  readonly option: PlainTextOption;
}

/** The options of a select that contain what was typed. */
export function staticOptions(element: StaticSelect | MultiStaticSelect, query: string): OfferedOption[] {
  const groups = element.option_groups ?? [{ label: null, options: element.options ?? [] }];
  const wanted = query.trim().toLowerCase();
  return groups
    .flatMap(({ label, options }) => options.map((option) => offer(option, label?.text)))
    .filter(({ text }) => text.toLowerCase().includes(wanted));
}

interface Found {
  readonly offered: readonly OfferedOption[];
  readonly notice: string | null;
}

/**
 * The options that the app finds for what is typed, asked once typing pauses and at least `minQueryLength` characters
 * stand there; `query` null asks nothing. Answers that a newer question overtook are dropped.
 */
export function useFoundOptions(field: FieldKey, query: string | null, minQueryLength: number): Found {
  const { findOptions } = useSurface();
  const find = useRef(findOptions);
  find.current = findOptions;
  const { blockId, actionId } = field;
  const [found, setFound] = useState<Found>({ offered: [], notice: null });

  useEffect(() => {
    if (query === null) return;
    if (query.length < minQueryLength) {
      setFound({ offered: [], notice: `Type ${minQueryLength} or more characters to see results` });
      return;
    }
    let isOvertaken = false;
    setFound(({ offered }) => ({ offered, notice: offered.length === 0 ? 'Loading…' : null }));
    const timer = setTimeout(
      async () => {
        const answer = await find.current({ blockId, actionId }, query);
        if (!isOvertaken) setFound(read(answer));
      },
      query === '' ? 0 : TYPING_PAUSE_MS,
    );
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [query, minQueryLength, blockId, actionId]);

  return found;
}

function read(answer: FoundOptions): Found {
  if (!answer.ok) return { offered: [], notice: answer.message };
  const offered =
    'options' in answer
      ? answer.options.map((option) => offer(option))
      : answer.optionGroups.flatMap(({ label, options }) => options.map((option) => offer(option, label.text)));
  return { offered, notice: offered.length === 0 ? 'No results found' : null };
}

function offer(option: PlainTextOption, group?: string): OfferedOption {
  return {
    key: optionKey(option),
    text: option.text.text,
    option,
    ...(option.description && { detail: option.description.text }),
    ...(group !== undefined && { group }),
  };
}
