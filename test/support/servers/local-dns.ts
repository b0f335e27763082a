import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';

const NS = 2;
const MX = 15;
const TXT = 16;
const TYPE_NAMES: Readonly<Record<number, string>> = { [NS]: 'NS', [MX]: 'MX', [TXT]: 'TXT' };
const SERVER_FAILED = 2;
const NO_SUCH_NAME = 3;

/**
 * A DNS server on loopback that knows the records it is given and all top-level domains, answers nothing for some names, and
 * fails for others. Cut off from the world, it knows no name at all, as a resolver does that serves a private network only.
 */
export interface LocalDns {
  /** Asks this server and no other. */
  readonly resolver: Resolver;
  /** Records by name; a name without any does not exist. `mx` of `.` says that the name takes no mail. */
  readonly zone: Map<string, { mx?: string; txt?: readonly string[] }>;
  /** Whether it knows no name, not even the top-level domains. */
  isCutOff: boolean;
  /** Names that the server gets an error for. */
  readonly broken: Set<string>;
  /** Names that were asked for, with the type of the record. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** Starts one on a free port. Source of the format: RFC 1035, section 4. */
export async function startLocalDns(): Promise<LocalDns> {
  const zone: LocalDns['zone'] = new Map();
  const broken = new Set<string>();
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = questionOf(query);
    asked.push(`${TYPE_NAMES[type] ?? type} ${name}`);
    const isTop = name !== '' && !name.includes('.');
    const records = dns.isCutOff ? undefined : (zone.get(name) ?? (isTop ? {} : undefined));
    const answers = records ? answersOf(records, type, isTop) : [];
    const code = broken.has(name) ? SERVER_FAILED : records ? 0 : NO_SUCH_NAME;
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | code, 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(broken.has(name) ? 0 : answers.length, 6);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...(broken.has(name) ? [] : answers)]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  const dns: LocalDns = {
    ...{ resolver, zone, broken, asked, isCutOff: false },
    close: async () => {
      resolver.cancel();
      socket.close();
      await once(socket, 'close');
    },
  };
  return dns;
}

/** All that mail from a Google or Outlook domain needs. */
export function withMailRecords(zone: LocalDns['zone'], name: string): void {
  zone.set(name, { mx: 'mx.example', txt: ['v=spf1 include:_spf.example ~all'] });
  zone.set(`_dmarc.${name}`, { txt: ['v=DMARC1; p=none'] });
  for (const selector of ['google', 'selector1']) {
    zone.set(`${selector}._domainkey.${name}`, { txt: ['v=DKIM1; k=rsa; p=MIIB', 'IjANBg'] });
  }
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function answersOf({ mx, txt = [] }: { mx?: string; txt?: readonly string[] }, type: number, isTop: boolean): Buffer[] {
  if (type === NS) return isTop ? [answer(NS, labelsOf('ns.registry.example'))] : [];
  if (type === MX) return mx === undefined ? [] : [answer(MX, mxData(mx))];
  // A long text comes in parts, as a key does.
  return txt.length === 0 ? [] : [answer(TXT, Buffer.concat(txt.map(partOf)))];
}

const partOf = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
/** A name that takes no mail says so by the root at preference 0. Source: RFC 7505, section 3. */
const mxData = (mx: string): Buffer =>
  mx === '.' ? Buffer.from([0, 0, 0]) : Buffer.concat([Buffer.from([0, 10]), labelsOf(mx)]);
const labelsOf = (name: string): Buffer => Buffer.concat([...name.split('.').map(partOf), Buffer.from([0])]);

function answer(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  // A pointer to the name of the question.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}
