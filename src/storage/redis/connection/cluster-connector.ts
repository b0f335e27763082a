import { createConnection, Socket } from 'node:net';
import { connect as connectEncrypted } from 'node:tls';
import { AbstractConnector, type RedisOptions } from 'ioredis';
import type { RedisHost } from '../../../values/redis-address.ts';
import { askCluster, type ClusterAddress } from './slot-owner.ts';

const DISCONNECT_MS = 2_000;

/**
 * Leads each connection to the server of a cluster that owns the slot of `key`, as the cluster says it is now. An account is
 * one slot, so one connection serves all of it: scripts, waiting for disk and replicas, and settings are of that server.
 */
export function clusterConnector(
  address: ClusterAddress,
  key: string,
  timeoutMs: number,
): NonNullable<RedisOptions['Connector']> {
  // Servers that were named may be gone when others are there: all that were heard of are asked.
  let known = address.hosts;
  return class extends AbstractConnector {
    constructor() {
      super(DISCONNECT_MS);
    }

    override async connect(): Promise<Socket> {
      this.connecting = true;
      this.stream = await this.#toOwner();
      this.stream.once('error', (error: Error) => {
        this.firstError = error;
      });
      return this.stream;
    }

    /** A server that was the owner and copies another one now is left. */
    override check(info: Readonly<Record<string, string>>): boolean {
      return info.role !== 'slave';
    }

    async #toOwner(): Promise<Socket> {
      try {
        const { owner, owners } = await askCluster(address, known, key, timeoutMs);
        known = [...new Map([...owners, ...address.hosts].map((each) => [nameOf(each), each])).values()];
        if (!owner) throw new Error('No server of the Redis Cluster has the slot of this team');
        if (!this.connecting) throw new Error('Connection is closed.');
        return address.isEncrypted ? connectEncrypted(owner) : createConnection(owner);
      } catch (error) {
        // A connection that could not be made is one that is closed at once: then it is tried again, like any other.
        this.firstError = error instanceof Error ? error : new Error(String(error));
        return new Socket().destroy();
      }
    }
  };
}

const nameOf = ({ host, port }: RedisHost): string => `${host}:${port}`;
