import type { AnyBlock } from '@slack/types';
import { useId } from 'preact/hooks';
import { Element } from '../elements/element.tsx';
import { fieldKey, type InteractiveElement } from '../form/fields.ts';

/** An element outside an input block: named by its own text, and told to the app on every change. */
export function BareElement({ block, element }: { block: AnyBlock; element: InteractiveElement }) {
  const inputId = useId();
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  return (
    <Element
      element={element}
      field={fieldKey(block, element)}
      inputId={inputId}
      label={placeholder ?? element.type.replaceAll('_', ' ')}
      labelId={null}
      describedBy={null}
      isInvalid={false}
      isOptional={false}
      dispatches
    />
  );
}
