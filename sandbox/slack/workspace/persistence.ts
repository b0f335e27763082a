/** Keeps channels, messages, files, Home tabs and memberships over a restart, in one JSON file. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { timestampSource } from './ids.ts';
import { normaliseHome } from './normalise.ts';
import { stateOf } from './view-state.ts';
import type { ChannelRecord, Workspace } from './workspace.ts';

const id = z.string();
const fields = z.record(z.string(), z.unknown());
const block = z.looseObject({ type: z.string(), block_id: z.string() });
const message = z.object({
  ts: id,
  user: id,
  text: z.string(),
  blocks: z.array(block),
  threadTs: id.nullable(),
  editedTs: id.nullable(),
  fileIds: z.array(id),
  ephemeralFor: z.null(),
  metadata: fields.nullable(),
});
const saved = z.object({
  lastMicros: z.number(),
  channels: z.array(
    z.object({
      id,
      isArchived: z.boolean(),
      isRestricted: z.boolean(),
      memberIds: z.array(id),
      messages: z.array(message),
      readTs: z.array(z.tuple([id, id])),
    }),
  ),
  files: z.array(
    z.object({
      id,
      name: z.string(),
      title: z.string(),
      mimetype: z.string(),
      user: id,
      createdSeconds: z.number(),
      standing: z.enum(['there', 'coming', 'deleted', 'hidden', 'remote', 'denied']),
      looksLeft: z.number(),
      isGivenToApp: z.boolean(),
      base64: z.string(),
    }),
  ),
  homes: z.array(z.object({ id, ownerId: id, hash: z.string(), view: fields })),
  userGroups: z.array(z.object({ id, memberIds: z.array(id) })),
  deactivated: z.array(id),
});
type Saved = z.infer<typeof saved>;

function savedChannel(channel: ChannelRecord): Saved['channels'][number] {
  const messages = channel.messages.flatMap((record) => {
    const { ephemeralFor, blocks, fileIds, metadata, ...rest } = record;
    if (ephemeralFor !== null) return [];
    return [
      { ...rest, ephemeralFor, blocks: [...blocks], fileIds: [...fileIds], metadata: metadata && { ...metadata } },
    ];
  });
  const { id: channelId, isArchived, isRestricted, memberIds, readTs } = channel;
  return { id: channelId, isArchived, isRestricted, memberIds: [...memberIds], messages, readTs: [...readTs] };
}

function toSaved(workspace: Workspace): Saved {
  return {
    lastMicros: workspace.timestamps.lastMicros(),
    channels: [...workspace.channels.values()].map(savedChannel),
    files: [...workspace.files.values()].map(({ bytes, ...file }) => ({ ...file, base64: bytes.toString('base64') })),
    homes: [...workspace.homes.values()].map((home) => ({
      id: home.id,
      ownerId: home.ownerId,
      hash: home.hash,
      view: { ...home.view },
    })),
    userGroups: [...workspace.userGroups.values()].map((group) => ({ id: group.id, memberIds: [...group.memberIds] })),
    deactivated: [...workspace.people.values()].filter(({ kind }) => kind === 'deactivated').map((person) => person.id),
  };
}

function restoreHomes(workspace: Workspace, homes: Saved['homes']): void {
  for (const { id: viewId, ownerId, hash, view } of homes) {
    const normal = normaliseHome(view, () => workspace.settings.newId(''));
    workspace.homes.set(ownerId, {
      id: viewId,
      ownerId,
      hash,
      rootViewId: viewId,
      previousViewId: null,
      view: normal,
      values: stateOf(normal.blocks, {}),
    });
  }
}

function restore(workspace: Workspace, from: Saved): void {
  workspace.timestamps = timestampSource(from.lastMicros);
  for (const channel of from.channels) {
    const known = workspace.channels.get(channel.id);
    if (!known) continue;
    const { memberIds, messages, isArchived, isRestricted } = channel;
    workspace.channels.set(channel.id, {
      ...known,
      isArchived,
      isRestricted,
      memberIds: new Set(memberIds),
      messages,
      readTs: new Map(channel.readTs),
    });
  }
  for (const { base64, ...file } of from.files) {
    workspace.files.set(file.id, { ...file, bytes: Buffer.from(base64, 'base64') });
  }
  for (const { id: groupId, memberIds } of from.userGroups) {
    const group = workspace.userGroups.get(groupId);
    if (group) group.memberIds = memberIds;
  }
  for (const personId of from.deactivated) {
    const person = workspace.people.get(personId);
    if (person) workspace.people.set(personId, { ...person, kind: 'deactivated' });
  }
  restoreHomes(workspace, from.homes);
}

/** How long changes are gathered before they are written. */
const GATHER_MS = 200;

export interface Saver {
  /** Writes what is not written yet, and stops. */
  close(): void;
}

/** Loads `path` into the workspace when it is there, and writes every later change to it. The file is replaced as a whole. */
export function persist(workspace: Workspace, path: string): Saver {
  if (existsSync(path)) restore(workspace, saved.parse(JSON.parse(readFileSync(path, 'utf8'))));
  mkdirSync(dirname(path), { recursive: true });
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    timer = null;
    writeFileSync(`${path}.new`, JSON.stringify(toSaved(workspace)));
    renameSync(`${path}.new`, path);
  };
  const gather = () => {
    timer ??= setTimeout(write, GATHER_MS).unref();
  };
  workspace.listeners.add(gather);
  return {
    close: () => {
      workspace.listeners.delete(gather);
      if (timer) clearTimeout(timer);
      write();
    },
  };
}
