import { isIP } from 'node:net';

/** What the operator says of the way out. */
export interface ProxySettings {
  /** The proxy, with its name and password where it asks for them. */
  readonly address: URL;
  /** Hosts that are reached without it, as `NO_PROXY` lists them. */
  readonly except: readonly string[];
}

/** The proxy that an address is reached through; null: none. */
export type ProxyFor = (url: URL) => URL | null;

/** Nothing goes through a proxy. */
export const noProxy: ProxyFor = () => null;

/**
 * By settings: what is encrypted (`https:`, `wss:`) goes through the proxy, except to this machine itself and to hosts of the
 * list: `acme.com` and `.acme.com` name the host and all below it, `acme.com:8443` that port alone, `*` everything. Pure.
 * Source: docs/operations.md, "Through a proxy".
 */
export function proxyFor(settings: ProxySettings | null): ProxyFor {
  if (settings === null) return noProxy;
  const { address, except } = settings;
  return (url) =>
    isEncrypted(url) && !isThisMachine(url) && !except.some((rule) => names(rule, url)) ? address : null;
}

const isEncrypted = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'wss:';

/** The host without the brackets of IPv6. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

function isThisMachine(url: URL): boolean {
  const host = hostOf(url);
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function names(rule: string, url: URL): boolean {
  if (rule === '*') return true;
  const [, ruledHost = '', ruledPort] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(rule.toLowerCase()) ?? [];
  const host = hostOf(url);
  if (isIP(rule) === 6) return host === rule.toLowerCase();
  if (ruledPort !== undefined && ruledPort !== portOf(url)) return false;
  return host === ruledHost || host.endsWith(`.${ruledHost}`);
}

/** The port of an address as text, also where it is the usual one. */
export const portOf = ({ port, protocol }: URL): string =>
  port || (protocol === 'http:' || protocol === 'ws:' ? '80' : '443');
