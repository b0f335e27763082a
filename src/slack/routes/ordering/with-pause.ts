import type { ModalView } from '@slack/types';
import { withPausedAlert } from '../../../../views/form/ordering/notes/paused-alert.ts';
import type { RouteContext } from '../route-context.ts';

/** The page that a form opens with, or its review: while placing is paused it says so. */
export const withPause = async ({ useCases }: RouteContext, view: ModalView): Promise<ModalView> =>
  withPausedAlert(view, (await useCases.pause()) !== null);
