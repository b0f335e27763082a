import { timestampSource } from './ids.ts';
import type { SlackFaults } from './protocol.ts';
import { seed } from './seed.ts';
import type { Workspace, WorkspaceSettings } from './workspace.ts';

const NO_FAULTS: SlackFaults = { duplicateDeliveries: false, deliveryDelayMs: 0, webApiDown: false, isFreePlan: false };

/** A workspace with the people and channels of the seed. */
export function createWorkspace(settings: WorkspaceSettings): Workspace {
  const listeners = new Set<() => void>();
  const workspace: Workspace = {
    settings,
    people: new Map(),
    userGroups: new Map(),
    channels: new Map(),
    files: new Map(),
    uploads: new Map(),
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    messageValues: new Map(),
    faults: NO_FAULTS,
    hasMessagesTab: true,
    editWindowMs: null,
    hiddenIds: new Set(),
    appKeeper: null,
    timestamps: timestampSource(0),
    listeners,
    changed: () => {
      for (const listener of listeners) listener();
    },
  };
  seed(workspace);
  return workspace;
}

/**
 * Back to the seed. Timestamps go on, so that an app that remembers takes nothing old for something new; with an app that is
 * kept, it begins anew too, and so do they.
 */
export function resetWorkspace(workspace: Workspace): void {
  const { appKeeper } = workspace;
  const beginAnew = () => {
    workspace.timestamps = timestampSource(0);
    clear(workspace);
  };
  if (appKeeper) void appKeeper.startAnew(beginAnew);
  else clear(workspace);
}

function clear(workspace: Workspace): void {
  const { people, userGroups, channels, files, uploads, modals, homes, triggers, responseUrls, messageValues } =
    workspace;
  for (const map of [
    people,
    userGroups,
    channels,
    files,
    uploads,
    modals,
    homes,
    triggers,
    responseUrls,
    messageValues,
  ]) {
    map.clear();
  }
  workspace.faults = NO_FAULTS;
  workspace.hasMessagesTab = true;
  workspace.editWindowMs = null;
  workspace.hiddenIds.clear();
  seed(workspace);
  workspace.changed();
}
