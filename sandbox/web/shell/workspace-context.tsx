import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Channel, Delivered, Message, Person, PersonId, Snapshot } from '../../slack/workspace/protocol.ts';

/** What every part of the page may know and do. */
export interface Workspace {
  readonly snapshot: Snapshot;
  readonly me: Person;
  readonly person: (id: PersonId) => Person | null;
  readonly channel: (id: string) => Channel | null;
  readonly openChannel: (id: string) => void;
  readonly openThread: (message: Message) => void;
  /** Shows a passing notice about something that did not work. */
  readonly notify: (message: string) => void;
  /** Waits for a delivery and shows its failure. Answers whether it worked. */
  readonly report: (delivery: Promise<Delivered>) => Promise<boolean>;
}

const WorkspaceContext = createContext<Workspace | null>(null);

/** Gives the workspace to everything below. */
export const WorkspaceProvider = WorkspaceContext.Provider;

/** The workspace around the calling component. Throws when there is none: a mistake in the page itself. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace needs a WorkspaceProvider above it.');
  return workspace;
}

/** Whether the person is the app that this workspace is about. */
export function isApp(workspace: Workspace, id: PersonId): boolean {
  return id === workspace.snapshot.workspace.botUserId;
}
