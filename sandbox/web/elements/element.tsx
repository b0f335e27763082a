import type { InteractiveElement } from '../form/fields.ts';
import { ButtonElement } from './button.tsx';
import { CheckboxesElement, RadioElement } from './choices.tsx';
import { DirectorySelectElement } from './directory-select.tsx';
import type { ElementProps } from './element-props.ts';
import { FileInputElement } from './file-input.tsx';
import { MomentPickerElement } from './moment-picker.tsx';
import { OptionSelectElement } from './option-select.tsx';
import { OverflowElement } from './overflow.tsx';
import { TextInputElement } from './text-input.tsx';

/** Draws any interactive element; one that this client lacks says so instead of vanishing. */
export function Element({ element, ...rest }: ElementProps<InteractiveElement>) {
  switch (element.type) {
    case 'button':
      return <ButtonElement element={element} {...rest} />;
    case 'overflow':
      return <OverflowElement element={element} {...rest} />;
    case 'radio_buttons':
      return <RadioElement element={element} {...rest} />;
    case 'checkboxes':
      return <CheckboxesElement element={element} {...rest} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextInputElement element={element} {...rest} />;
    case 'file_input':
      return <FileInputElement element={element} {...rest} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <MomentPickerElement element={element} {...rest} />;
    case 'static_select':
    case 'multi_static_select':
    case 'external_select':
    case 'multi_external_select':
      return <OptionSelectElement element={element} {...rest} />;
    case 'users_select':
    case 'multi_users_select':
    case 'channels_select':
    case 'multi_channels_select':
    case 'conversations_select':
    case 'multi_conversations_select':
      return <DirectorySelectElement element={element} {...rest} />;
    default:
      return <span class="unsupported">This client does not draw “{element.type}”.</span>;
  }
}

/** Whether the element is a group of controls, which a `<label for>` cannot name. */
export function isGroup({ type }: InteractiveElement): boolean {
  return type === 'radio_buttons' || type === 'checkboxes';
}
