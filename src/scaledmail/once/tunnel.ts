import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

/**
 * Asks a proxy for a way to an address, and makes an encrypted connection there: the certificate that is checked is that of
 * the address, and the proxy sees no byte of what is sent. `keep` gets each socket as it is made, so that whoever gives up
 * can close it. Rejects when the proxy refuses, or the certificate is not trusted; nothing of a request was sent then.
 */
export async function tunnelTo(url: URL, proxy: URL, keep: (socket: Socket) => void): Promise<TLSSocket> {
  const socket = await askForWay(url, proxy, keep);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const secure = connect({ socket, host, ALPNProtocols: ['http/1.1'], ...(isIP(host) ? {} : { servername: host }) });
    keep(secure);
    secure.once('secureConnect', () => resolve(secure));
    secure.once('error', reject);
    secure.once('close', () => reject(new DOMException('Ended before it was made', 'AbortError')));
  });
}

function askForWay(url: URL, proxy: URL, keep: (socket: Socket) => void): Promise<Socket> {
  const authority = `${url.hostname}:${url.port || '443'}`;
  const send = proxy.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const asking = send({
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...credentials(proxy) },
      agent: false,
    });
    asking.once('socket', keep);
    asking.once('connect', (answer, socket) => {
      if (answer.statusCode === 200) resolve(socket);
      else reject(refused(answer, socket));
    });
    asking.once('response', (answer) => reject(refused(answer, answer.socket)));
    asking.once('error', reject);
    asking.once('close', () => reject(new DOMException('The proxy ended the connection', 'AbortError')));
    asking.end();
  });
}

function refused(answer: IncomingMessage, socket: { destroy(): unknown }): Error {
  socket.destroy();
  return Object.assign(new Error('The proxy gave no way'), { code: `PROXY_${answer.statusCode ?? 0}` });
}

function credentials({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const plain = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(plain).toString('base64')}` };
}
