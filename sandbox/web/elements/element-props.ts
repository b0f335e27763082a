import type { FieldKey } from '../form/fields.ts';

/** What an element must know about the block around it. */
export interface ElementProps<Element> {
  readonly element: Element;
  readonly field: FieldKey;
  /** Id of the control, so that the block's label can point at it. */
  readonly inputId: string;
  /** Name of the control where the block shows no label; null inside an input block. */
  readonly label: string | null;
  /** Id of the visible label, for groups of controls. */
  readonly labelId: string | null;
  /** Id of hint and error under the input. */
  readonly describedBy: string | null;
  readonly isInvalid: boolean;
  readonly isOptional: boolean;
  /** Whether a new value is told to the app at once: always outside input blocks, there with `dispatch_action`. */
  readonly dispatches: boolean;
}

/** The attributes that tie a control to label, hint and error. */
export function controlAttributes(props: Omit<ElementProps<unknown>, 'element' | 'field'>) {
  return {
    id: props.inputId,
    'aria-invalid': props.isInvalid,
    ...(props.label !== null && { 'aria-label': props.label }),
    ...(props.describedBy !== null && { 'aria-describedby': props.describedBy }),
  };
}

/** Any number unless a multi-select says how many at most. */
export const mostSelected = (element: object): number =>
  'max_selected_items' in element && typeof element.max_selected_items === 'number'
    ? element.max_selected_items
    : Number.POSITIVE_INFINITY;
