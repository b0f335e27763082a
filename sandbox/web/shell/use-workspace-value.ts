import { useMemo } from 'preact/hooks';
import type { Snapshot } from '../../slack/workspace/protocol.ts';
import type { Workspace } from './workspace-context.tsx';

/** The workspace for everything below, with its people and channels by id. */
export function useWorkspaceValue(
  snapshot: Snapshot,
  notify: Workspace['notify'],
  ways: Pick<Workspace, 'openChannel' | 'openThread'>,
): Workspace {
  const people = useMemo(() => new Map(snapshot.people.map((person) => [person.id, person])), [snapshot]);
  const channels = useMemo(() => new Map(snapshot.channels.map((channel) => [channel.id, channel])), [snapshot]);
  return {
    snapshot,
    me: snapshot.me,
    person: (id) => people.get(id) ?? null,
    channel: (id) => channels.get(id) ?? null,
    notify,
    report: async (delivery) => {
      const answer = await delivery;
      if (!answer.ok) notify(answer.message);
      return answer.ok;
    },
    ...ways,
  };
}
