import { PAUSE_KEY, Pause } from '../orders/pause.ts';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';

/** The switch that stops all placing; it survives restarts. */
export interface PauseSwitch {
  /** Null while orders may be placed. */
  pause(): Promise<Pause | null>;
}

/** The switch as it stands in the store, for all processes. */
export const pauseSwitchIn = (settings: KeyValueStore): PauseSwitch => ({
  pause: async () => {
    const text = await settings.get(PAUSE_KEY);
    return text === null ? null : Pause.parse(JSON.parse(text));
  },
});
