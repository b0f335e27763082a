const FOCUSABLE = 'button:not([tabindex="-1"]), input, textarea, a[href]';

/** Makes Tab go round inside a dialog instead of leaving it. */
export function keepFocusInside(dialog: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const controls = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const edge = event.shiftKey ? controls.at(0) : controls.at(-1);
  const next = event.shiftKey ? controls.at(-1) : controls.at(0);
  if (document.activeElement !== edge && document.activeElement !== dialog) return;
  event.preventDefault();
  next?.focus();
}
