import type { ModalView } from '@slack/types';
import { alert } from '../../../blocks.ts';

/** A page of the form with what a pause means for its order, below its step. As it is while nothing is paused. */
export function withPausedAlert(view: ModalView, isPaused: boolean): ModalView {
  if (!isPaused || view.submit === undefined) return view;
  const [step, ...blocks] = view.blocks;
  return { ...view, blocks: [...(step ? [step] : []), alert(PAUSED), ...blocks] };
}

const PAUSED = 'Placing is paused. You can ask; it is placed after Resume.';
