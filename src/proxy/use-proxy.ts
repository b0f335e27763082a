import { setGlobalDispatcher } from 'undici';
import { ProxyDispatcher } from './proxy-dispatcher.ts';
import { type ProxySettings, proxyFor } from './proxy-for.ts';

/** Sends every `fetch` of this process through the proxy of the settings; without settings it changes nothing. */
export function useProxy(settings: ProxySettings | null): void {
  if (settings !== null) setGlobalDispatcher(new ProxyDispatcher(proxyFor(settings)));
}
