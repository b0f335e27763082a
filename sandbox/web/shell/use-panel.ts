import { useEffect, useState } from 'preact/hooks';
import type { UrlState } from './url-state.ts';

/** Narrower than this, thread and panel do not fit side by side. */
const BOTH_FIT_PX = 1_600;
/** Narrower than this, the panel starts folded and opens over the channel. */
const PANEL_FITS_PX = 1_100;

/**
 * Whether the side panel is open, and on which tab. It folds itself while a thread needs the room and unfolds after,
 * unless somebody decides otherwise meanwhile.
 */
export function usePanel(asked: UrlState['panel'], hasThread: boolean, onAsk: (panel: UrlState['panel']) => void) {
  const [isYielding, setYielding] = useState(false);
  useEffect(() => setYielding(hasThread && window.innerWidth < BOTH_FIT_PX), [hasThread]);
  const wanted = asked ?? (window.innerWidth < PANEL_FITS_PX ? 'closed' : 'received');
  const [tab, setTab] = useState<'received' | 'faults'>(wanted === 'faults' ? 'faults' : 'received');
  return {
    tab,
    isFolded: wanted === 'closed' || isYielding,
    open: (next: 'received' | 'faults') => {
      setTab(next);
      onAsk(next);
    },
    fold: (isFolded: boolean) => {
      setYielding(false);
      onAsk(isFolded ? 'closed' : tab);
    },
  };
}
