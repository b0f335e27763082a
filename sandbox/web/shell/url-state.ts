/** The part of the page's state that its address carries, so that a picture or a test can open directly on it. */
export interface UrlState {
  readonly as: string | null;
  readonly channel: string | null;
  /** Tab of the app's own conversation. */
  readonly tab: 'home' | 'messages' | null;
  readonly thread: string | null;
  readonly theme: 'light' | 'dark' | null;
  /** Side panel: closed, what was received, or the switches that make things misbehave. */
  readonly panel: 'closed' | 'received' | 'faults' | null;
}

const PANELS = { '0': 'closed', '1': 'received', faults: 'faults' } as const;

/** Reads `?as=U0RITA&channel=C0APPROVALS&theme=dark&panel=0`; unknown or missing parts are null. */
export function readUrl(search: string): UrlState {
  const parameters = new URLSearchParams(search);
  const tab = parameters.get('tab');
  const theme = parameters.get('theme');
  const panel = parameters.get('panel');
  return {
    as: parameters.get('as'),
    channel: parameters.get('channel'),
    tab: tab === 'home' || tab === 'messages' ? tab : null,
    thread: parameters.get('thread'),
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    panel: panel === '0' || panel === '1' || panel === 'faults' ? PANELS[panel] : null,
  };
}

/** The query string of a state, parts that are null left out. The inverse of `readUrl`. */
export function writeUrl(state: UrlState): string {
  const parameters = new URLSearchParams();
  const panel = Object.entries(PANELS).find(([, name]) => name === state.panel)?.[0];
  const parts = { ...state, panel: panel ?? null };
  for (const [name, value] of Object.entries(parts)) if (value !== null) parameters.set(name, value);
  return `?${parameters.toString()}`;
}
