/** The private HTTP API of the web client, see `protocol.ts`. */
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientDriver } from './driver.ts';
import { answerJson, type Received } from './http.ts';
import { parseJson } from './json.ts';

const id = z.string().min(1);
const value = z.looseObject({ type: z.string() });
const values = z.record(z.string(), z.record(z.string(), value));
const source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), channel: id, ts: id }),
  z.object({ type: z.literal('view'), viewId: id }),
]);

const sent = z.object({
  as: id,
  channel: id,
  text: z.string(),
  threadTs: id.exactOptional(),
  fileIds: z.array(id).exactOptional(),
});
const pressed = z.object({
  as: id,
  source,
  blockId: id,
  actionId: id,
  value: value.exactOptional(),
  values: values.exactOptional(),
});
const submitted = z.object({ as: id, viewId: id, values });
const closed = z.object({ as: id, viewId: id, all: z.boolean() });
const asked = z.object({ as: id, source, blockId: id, actionId: id, value: z.string() });
const home = z.object({ as: id, tab: z.enum(['home', 'messages']) });
const used = z.object({ as: id, callbackId: id, message: z.object({ channel: id, ts: id }).exactOptional() });
const read = z.object({ as: id, channel: id });
const membership = z.object({ channel: id, user: id, isMember: z.boolean() });
const channelChange = z.object({
  channel: id,
  isArchived: z.boolean().exactOptional(),
  isRestricted: z.boolean().exactOptional(),
});
const deleted = z.object({ channel: id, ts: id });
const group = z.object({ userGroup: id, memberIds: z.array(id) });
const faults = z.object({
  duplicateDeliveries: z.boolean().exactOptional(),
  deliveryDelayMs: z.number().min(0).max(60_000).exactOptional(),
  webApiDown: z.boolean().exactOptional(),
  isFreePlan: z.boolean().exactOptional(),
});

type Route = (driver: ClientDriver, body: unknown) => unknown;

/** A route that does something and answers that it is done. */
const done =
  <Schema extends z.ZodType>(schema: Schema, act: (driver: ClientDriver, body: z.infer<Schema>) => void): Route =>
  (driver, body) => {
    act(driver, schema.parse(body));
    return { ok: true };
  };

const POST_ROUTES: Readonly<Record<string, Route>> = {
  '/client/messages': (driver, body) => driver.send(sent.parse(body)),
  '/client/actions': (driver, body) => driver.press(pressed.parse(body)),
  '/client/views/submit': (driver, body) => driver.submit(submitted.parse(body)),
  '/client/views/close': (driver, body) => driver.closeView(closed.parse(body)),
  '/client/options': (driver, body) => driver.options(asked.parse(body)),
  '/client/shortcuts': (driver, body) => driver.shortcut(used.parse(body)),
  '/client/home/open': (driver, body) => {
    const { as, tab } = home.parse(body);
    return driver.openHome(as, tab);
  },
  '/client/read': done(read, (driver, { as, channel }) => driver.read(as, channel)),
  '/client/membership': done(membership, (driver, { channel, user, isMember }) =>
    driver.setMembership(channel, user, isMember),
  ),
  '/client/channel': done(channelChange, (driver, { channel, ...change }) => driver.setChannel(channel, change)),
  '/client/messages/delete': done(deleted, (driver, { channel, ts }) => driver.deleteMessage(channel, ts)),
  '/client/user-groups': done(group, (driver, { userGroup, memberIds }) =>
    driver.setUserGroupMembers(userGroup, memberIds),
  ),
  '/client/deactivate': done(z.object({ user: id }), (driver, { user }) => driver.deactivate(user)),
  '/client/faults': done(faults, (driver, given) => driver.setFaults(given)),
  '/client/app/kill': done(z.object({}), (driver) => driver.killApp()),
  '/client/reset': done(z.object({}), (driver) => driver.reset()),
};

const refused = (message: string) => ({ ok: false, message });

async function answerPost(driver: ClientDriver, received: Received, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = received.url;
  if (pathname === '/client/files') {
    const file = driver.upload(searchParams.get('as') ?? '', searchParams.get('name') ?? 'file', received.body);
    return answerJson(response, { ok: true, file });
  }
  const route = POST_ROUTES[pathname];
  if (!route) return answerJson(response, refused('no such route'), 404);
  // Other sites cannot send this type without asking first, and are never answered yes.
  if (!received.contentType.startsWith('application/json')) return answerJson(response, refused('send JSON'), 415);
  answerJson(response, await route(driver, parseJson(received.body.toString('utf8'))));
}

function answerFile(workspace: Workspace, fileId: string, response: ServerResponse): void {
  const file = workspace.files.get(fileId);
  if (!file) {
    answerJson(response, refused('no such file'), 404);
    return;
  }
  response.writeHead(200, {
    'content-type': file.mimetype,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  });
  response.end(file.bytes);
}

/** Answers everything below `/client` but the stream. Requests that make no sense are 400. */
export async function handleClient(
  workspace: Workspace,
  driver: ClientDriver,
  received: Received,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = received.url;
  try {
    if (received.method === 'POST') return await answerPost(driver, received, response);
    if (pathname === '/client/snapshot') return answerJson(response, driver.snapshot(searchParams.get('as') ?? ''));
    const file = /^\/client\/files\/([^/]+)$/.exec(pathname);
    if (file?.[1]) return answerFile(workspace, file[1], response);
    answerJson(response, refused('no such route'), 404);
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    answerJson(response, refused(message), 400);
  }
}
