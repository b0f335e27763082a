import type { InputBlock } from '@slack/types';
import { useId } from 'preact/hooks';
import { Element, isGroup } from '../elements/element.tsx';
import { fieldKey } from '../form/fields.ts';
import { useSurface } from '../form/surface.ts';
import { Icon } from '../shell/icons.tsx';

/** A labelled input of a form, with its hint and what is wrong with it. */
export function InputBlockView({ block }: { block: InputBlock }) {
  const { errors } = useSurface();
  const inputId = useId();
  const error = errors[block.block_id ?? ''];
  const labelId = `${inputId}-label`;
  const noteId = `${inputId}-note`;
  const hasNote = error !== undefined || block.hint !== undefined;
  const label = (
    <>
      {block.label.text}
      {block.optional && <span class="field__optional"> (optional)</span>}
    </>
  );
  return (
    <div class={error === undefined ? 'field' : 'field is-invalid'} data-block-id={block.block_id}>
      {isGroup(block.element) ? (
        <span class="field__label" id={labelId}>
          {label}
        </span>
      ) : (
        <label class="field__label" id={labelId} for={inputId}>
          {label}
        </label>
      )}
      <Element
        element={block.element}
        field={fieldKey(block, block.element)}
        inputId={inputId}
        label={null}
        labelId={labelId}
        describedBy={hasNote ? noteId : null}
        isInvalid={error !== undefined}
        isOptional={block.optional === true}
        dispatches={block.dispatch_action === true}
      />
      {hasNote && (
        <div id={noteId}>
          {error !== undefined && (
            <p class="field__error" role="alert">
              <Icon name="warning" size={14} />
              {error}
            </p>
          )}
          {block.hint && <p class="field__hint">{block.hint.text}</p>}
        </div>
      )}
    </div>
  );
}
