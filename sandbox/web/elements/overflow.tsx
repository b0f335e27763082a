import type { Overflow } from '@slack/types';
import { optionKey } from '../form/read-value.ts';
import { useSurface } from '../form/surface.ts';
import { MenuButton } from '../shell/menu-button.tsx';
import type { ElementProps } from './element-props.ts';

/** The "…" menu of a section or of actions. */
export function OverflowElement({ element, field }: ElementProps<Overflow>) {
  const surface = useSurface();
  const items = element.options.map((option) => ({
    key: optionKey(option),
    text: option.text.text,
    onChoose: () => {
      if (option.url) window.open(option.url, '_blank', 'noopener');
      const value = { type: element.type, selected_option: option };
      surface.press(field, { value, ...(element.confirm && { confirm: element.confirm }) });
    },
  }));
  return <MenuButton label="More options" icon="more" className="button button--default button--icon" items={items} />;
}
