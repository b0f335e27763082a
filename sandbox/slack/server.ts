/** The local Slack workspace: Web API, signed requests to the app, files, and the web client's private API on one port. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { handleClient } from './http/client-api.ts';
import { createDeliveries, type Deliveries } from './http/deliveries.ts';
import { type ClientDriver, createDriver } from './http/driver.ts';
import { answerDownload, takeUpload } from './http/file-routes.ts';
import { answerJson, answerText, type Received, readFields, receive } from './http/http.ts';
import { takeResponse } from './http/response-urls.ts';
import { answerStatic } from './http/static-files.ts';
import { createStreams, type Streams } from './http/stream.ts';
import { createSocketMode, type SocketFaults, type SocketMode } from './socket/socket-mode.ts';
import { noRateLimits, rateLimits } from './web-api/rate-limits.ts';
import { type ApiCall, handleApi, METHODS, type WebApi } from './web-api/router.ts';
import type { ApiFault } from './web-api/scripted-faults.ts';
import { createWorkspace } from './workspace/create-workspace.ts';
import { randomId } from './workspace/ids.ts';
import { COMMANDS, SHORTCUTS } from './workspace/manifest.ts';
import { persist } from './workspace/persistence.ts';
import type { Snapshot } from './workspace/protocol.ts';
import { BOT_SCOPES } from './workspace/seed.ts';
import type { Workspace, WorkspaceSettings } from './workspace/workspace.ts';

export interface LocalSlackOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly signingSecret: string;
  readonly botToken: string;
  /** What the bot was granted; answers to its token name them. All that the app asks for unless given. */
  readonly botScopes?: readonly string[];
  /** Lets the app connect in Socket Mode; while a socket is open, deliveries travel over it instead of HTTP. */
  readonly appToken?: string;
  /** Where signed requests go; an address without a path means its `/slack/events`. May be set later. */
  readonly appUrl?: string;
  /** Origin of the local ScaledMail, for the web client's side panel. */
  readonly vendorUrl?: string | null;
  /** Folder with the web client's `index.html`. */
  readonly webRoot?: string;
  /** Time of messages, triggers and response addresses; signatures are always of the real time. */
  readonly clock?: () => Date;
  readonly newId?: (prefix: string) => string;
  /** JSON file that keeps channels, messages, files and Home tabs over a restart. */
  readonly persistTo?: string;
  /** How long people wait for the app, 3,000 ms as in Slack. */
  readonly ackTimeoutMs?: number;
  /** `/scaledmail` unless given. */
  readonly commands?: Snapshot['commands'];
  /** Those of the app's manifest unless given. */
  readonly shortcuts?: Snapshot['shortcuts'];
  readonly expiredTriggerSpelling?: WorkspaceSettings['expiredTriggerSpelling'];
  /** Whether each method may be called so often a minute only, by the workspace's clock. Yes unless given. */
  readonly hasRateLimits?: boolean;
  /** As what the app is installed: in one workspace unless given, or in the whole organization. */
  readonly install?: WorkspaceSettings['install'];
}

/** A running workspace, and everything that the web client can do with it as functions. */
export interface LocalSlack extends ClientDriver {
  readonly url: string;
  /** For `SLACK_API_URL`; ends in a slash. */
  readonly apiUrl: string;
  setAppUrl(url: string): void;
  /** Web API calls received so far, oldest first. */
  apiCalls(): readonly ApiCall[];
  /** Makes the next call of a method fail. */
  failNext(fault: ApiFault): void;
  /** Resolves when no delivery is on its way. */
  idle(): Promise<void>;
  /** What happens to the app's sockets. */
  readonly sockets: SocketFaults;
  /** Takes the app's token for sockets back: from now on Slack does not accept it. */
  revokeAppToken(): void;
  /** Stops listening, after writing what is to be kept. */
  close(): Promise<void>;
}

interface Parts {
  readonly options: LocalSlackOptions;
  readonly workspace: Workspace;
  readonly api: WebApi;
  readonly driver: ClientDriver;
  readonly streams: Streams;
}

async function answerOthers(parts: Parts, received: Received, response: ServerResponse): Promise<void> {
  const { pathname } = received.url;
  const upload = /^\/upload\/v1\/([^/]+)$/.exec(pathname);
  if (upload?.[1]) return takeUpload(parts.workspace, upload[1], received, response);
  const download = /^\/files-pri\/T0ACME-([^/]+)\/download\//.exec(pathname);
  if (download?.[1]) {
    const { botToken, botScopes } = parts.api;
    const isAuthorized = received.token === botToken && botScopes.includes('files:read');
    return answerDownload(parts.workspace, download[1], isAuthorized, response);
  }
  const reply = /^\/response\/\w+\/([^/]+)$/.exec(pathname);
  if (reply?.[1]) {
    const { status, error } = takeResponse(parts.workspace, reply[1], await readFields(received));
    return error === null ? answerText(response, 'ok') : answerJson(response, { ok: false, error }, status);
  }
  return answerStatic(parts.options.webRoot ?? null, pathname, response);
}

async function route(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
  if (pathname === '/client/stream') return parts.streams.add(response, searchParams.get('as') ?? '');
  const received = await receive(request);
  if (pathname.startsWith('/api/')) return handleApi(parts.api, pathname.slice('/api/'.length), received, response);
  if (pathname.startsWith('/client/')) return handleClient(parts.workspace, parts.driver, received, response);
  return answerOthers(parts, received, response);
}

/** A page of another site could reach a loopback server under a name of its own; only local names are answered. */
const isLocalHost = (host: string | undefined): boolean => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');

function listener(parts: Parts) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    if (!isLocalHost(request.headers.host)) {
      answerText(response, 'only local names are answered', 421);
      return;
    }
    route(parts, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else answerJson(response, { ok: false, error: 'fatal_error', message: String(error) }, 500);
    });
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '');
    });
  });
}

/** The address for signed requests: without a path, Bolt's own path is meant. */
function eventsUrl(appUrl: string): string {
  const url = new URL(appUrl);
  return url.pathname === '/' ? new URL('/slack/events', url).href : url.href;
}

function workspaceOf(options: LocalSlackOptions, baseUrl: () => string): Workspace {
  return createWorkspace({
    clock: options.clock ?? (() => new Date()),
    newId: options.newId ?? randomId,
    baseUrl,
    commands: options.commands ?? COMMANDS,
    shortcuts: options.shortcuts ?? SHORTCUTS,
    expiredTriggerSpelling: options.expiredTriggerSpelling ?? 'expired_trigger_id',
    install: options.install ?? 'workspace',
    botScopes: options.botScopes ?? BOT_SCOPES,
  });
}

interface Running {
  readonly server: Server;
  readonly url: string;
  readonly parts: Parts;
  readonly socketMode: SocketMode;
  readonly deliveries: Deliveries;
  readonly setAppUrl: (url: string) => void;
  readonly saver: { close(): void } | null;
}

function localSlack(running: Running): LocalSlack {
  const { server, url, parts, socketMode, deliveries, setAppUrl, saver } = running;
  const stop = (): Promise<void> => {
    parts.streams.close();
    socketMode.close();
    saver?.close();
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  return {
    ...parts.driver,
    url,
    apiUrl: `${url}/api/`,
    setAppUrl,
    apiCalls: () => [...parts.api.calls],
    failNext: (fault) => void parts.api.faults.push(fault),
    idle: () => deliveries.idle(),
    sockets: socketMode.faults,
    revokeAppToken: () => {
      parts.api.appToken = null;
    },
    reset: () => {
      parts.api.calls.length = 0;
      parts.api.faults.length = 0;
      parts.driver.reset();
    },
    close: stop,
  };
}

/** Starts a workspace on 127.0.0.1. Rejects when the port is taken or the kept file cannot be read. */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  let url = '';
  let appUrl = options.appUrl === undefined ? null : eventsUrl(options.appUrl);
  const workspace = workspaceOf(options, () => url);
  const socketMode = createSocketMode(workspace);
  const deliveries = createDeliveries({
    workspace,
    signingSecret: options.signingSecret,
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    appUrl: () => appUrl,
    socket: socketMode,
  });
  const driver = createDriver(workspace, deliveries, options.vendorUrl ?? null);
  const api: WebApi = {
    workspace,
    methods: { ...METHODS, 'apps.connections.open': socketMode.method },
    botToken: options.botToken,
    botScopes: workspace.settings.botScopes,
    appToken: options.appToken ?? null,
    calls: [],
    faults: [],
    rateLimits: options.hasRateLimits === false ? noRateLimits : rateLimits(workspace.settings.clock),
  };
  const parts = { options, workspace, api, driver, streams: createStreams(workspace, driver.snapshot) };
  const saver = options.persistTo === undefined ? null : persist(workspace, options.persistTo);
  const server = createServer(listener(parts));
  server.on('upgrade', socketMode.upgrade);
  url = await listen(server, options.port ?? 0);
  const setAppUrl = (to: string) => {
    appUrl = eventsUrl(to);
  };
  return localSlack({ server, url, parts, socketMode, deliveries, setAppUrl, saver });
}
