import type { Confirm } from '@slack/types';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FoundOptions, StateValue, StateValues } from '../../slack/workspace/protocol.ts';
import type { FieldKey } from './fields.ts';

/** A message, a modal or the Home tab, as its elements see it. */
export interface Surface {
  readonly values: StateValues;
  /** Sentences to show under inputs, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  /** Whether a press of this element is on its way to the app. */
  readonly isBusy: (field: FieldKey) => boolean;
  /** Keeps a new value without telling the app. */
  readonly change: (field: FieldKey, value: StateValue) => void;
  /** Tells the app of a press or of a new value, after the confirm dialog if there is one. */
  readonly press: (field: FieldKey, press?: { readonly value?: StateValue; readonly confirm?: Confirm }) => void;
  readonly findOptions: (field: FieldKey, query: string) => Promise<FoundOptions>;
  /** Submits the modal around the element; null elsewhere. */
  readonly submit: (() => void) | null;
}

const SurfaceContext = createContext<Surface | null>(null);

/** Gives a surface to the elements below. */
export const SurfaceProvider = SurfaceContext.Provider;

/** The surface around the calling element. Throws when there is none: a mistake in the page itself. */
export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('useSurface needs a SurfaceProvider above it.');
  return surface;
}
