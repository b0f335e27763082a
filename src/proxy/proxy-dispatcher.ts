import { Agent, Dispatcher, ProxyAgent } from 'undici';
import type { ProxyFor } from './proxy-for.ts';

/** Sends what `fetch` and the socket of Slack send through the proxy that `proxyFor` says; the rest directly. */
export class ProxyDispatcher extends Dispatcher {
  readonly #proxyFor: ProxyFor;
  readonly #direct = new Agent();
  readonly #throughProxies = new Map<string, ProxyAgent>();

  constructor(proxyFor: ProxyFor) {
    super();
    this.#proxyFor = proxyFor;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    return this.#agentFor(options.origin).dispatch(options, handler);
  }

  /** Waits for what is under way, then closes the connections. */
  override async close(): Promise<void> {
    await Promise.all([this.#direct, ...this.#throughProxies.values()].map((agent) => agent.close()));
  }

  override async destroy(): Promise<void> {
    await Promise.all([this.#direct, ...this.#throughProxies.values()].map((agent) => agent.destroy()));
  }

  #agentFor(origin: string | URL | undefined): Dispatcher {
    const proxy = origin === undefined ? null : this.#proxyFor(new URL(origin));
    if (proxy === null) return this.#direct;
    const known = this.#throughProxies.get(proxy.href);
    if (known) return known;
    const agent = new ProxyAgent(proxy.href);
    this.#throughProxies.set(proxy.href, agent);
    return agent;
  }
}
