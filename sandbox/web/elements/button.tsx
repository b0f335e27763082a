import type { Button } from '@slack/types';
import { useEffect, useState } from 'preact/hooks';
import { useSurface } from '../form/surface.ts';
import { Inline } from '../mrkdwn/mrkdwn.tsx';
import { parsePlain } from '../mrkdwn/plain.ts';
import type { ElementProps } from './element-props.ts';

const SPINNER_AFTER_MS = 150;

/**
 * A button of the app. As in Slack, a double click gets through: the spinner, which swallows clicks, comes a moment
 * after the first, and goes when the app acknowledged.
 */
export function ButtonElement({ element, field }: ElementProps<Button>) {
  const surface = useSurface();
  const isWaiting = useLate(surface.isBusy(field));
  const press = () => {
    if (isWaiting) return;
    if (element.url) window.open(element.url, '_blank', 'noopener');
    surface.press(field, element.confirm ? { confirm: element.confirm } : {});
  };
  return (
    <button
      type="button"
      class={`button button--${element.style ?? 'default'} ${isWaiting ? 'is-waiting' : ''}`}
      aria-busy={isWaiting}
      data-action-id={field.actionId}
      {...(element.accessibility_label && { 'aria-label': element.accessibility_label })}
      onClick={press}
    >
      <span class="button__text">
        <Inline nodes={parsePlain(element.text.text, element.text.emoji !== false)} />
      </span>
      {isWaiting && <span class="spinner" />}
    </button>
  );
}

/** True once the condition has held for a moment, false as soon as it ends. */
export function useLate(condition: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!condition) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), SPINNER_AFTER_MS);
    return () => clearTimeout(timer);
  }, [condition]);
  return isLate;
}
