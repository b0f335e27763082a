/** The company that the sandbox plays: Acme Growth, its people, channels, user groups and a little history. */
import type { Person, PersonId } from './protocol.ts';
import type { ChannelRecord, Workspace } from './workspace.ts';

/** The workspace that installed the app. */
export const TEAM = { id: 'T0ACME', domain: 'acme-growth', name: 'Acme Growth' } as const;
/** The company at the other end of the Slack Connect channel. */
export const OTHER_TEAM = { id: 'T0OTHER', domain: 'nordic-outbound', name: 'Nordic Outbound' } as const;
/** The organization that the workspace would be of, with several workspaces. */
export const ORGANIZATION = { id: 'E0ACME', name: 'Acme Group' } as const;
/** The installed app and its bot. */
export const APP = { id: 'A0SCALED', botId: 'B0SCALED', userId: 'U0SCALED', name: 'ScaledMail Orders' } as const;

const member = (id: PersonId, name: string, realName: string, title: string, hue: number): Person => ({
  id,
  name,
  realName,
  title,
  teamId: TEAM.id,
  kind: 'member',
  hue,
});

/** What the bot was granted when the app was installed. */
export const BOT_SCOPES: readonly string[] = [
  'commands',
  'chat:write',
  'im:write',
  'users:read',
  'usergroups:read',
  'files:read',
  'files:write',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'im:history',
];

/** Everybody, the bot last. */
export const PEOPLE: readonly Person[] = [
  member('U0RITA', 'rita', 'Rita Okafor', 'SDR lead', 268),
  member('U0AMIR', 'amir', 'Amir Haddad', 'Head of Growth', 152),
  member('U0BEA', 'bea', 'Bea Lindqvist', 'Finance', 24),
  { ...member('U0GUS', 'gus', 'Gus Perez', 'Agency copywriter', 205), kind: 'guest' },
  { ...member('U0OLA', 'ola', 'Ola Novak', 'Partner manager', 336), teamId: OTHER_TEAM.id, kind: 'stranger' },
  { ...member('U0DEE', 'dee', 'Dee Marsh', 'Former SDR', 60), kind: 'deactivated' },
  { ...member(APP.userId, 'scaledmail', APP.name, 'App', 228), kind: 'bot' },
];

/** The direct message between a person and the bot. */
export const directMessageId = (person: PersonId): string => `D${person.slice(1)}`;

const STAFF: readonly PersonId[] = ['U0RITA', 'U0AMIR', 'U0BEA'];

type ChannelSeed = Pick<ChannelRecord, 'id' | 'name' | 'kind' | 'topic'> & { readonly members: readonly PersonId[] };
const CHANNELS: readonly ChannelSeed[] = [
  {
    id: 'C0GENERAL',
    name: 'general',
    kind: 'public',
    topic: 'Company-wide news',
    members: [...STAFF, APP.userId],
  },
  {
    id: 'C0APPROVALS',
    name: 'scaledmail-approvals',
    kind: 'public',
    topic: 'Mailbox and domain orders waiting for a yes',
    members: [...STAFF, 'U0GUS', 'U0OLA', APP.userId],
  },
  {
    id: 'C0OUTBOUND',
    name: 'outbound-team',
    kind: 'public',
    topic: 'Campaigns, replies, deliverability',
    members: [...STAFF, 'U0GUS', APP.userId],
  },
  { id: 'C0FINANCE', name: 'finance', kind: 'private', topic: 'Budgets and invoices', members: ['U0AMIR', 'U0BEA'] },
];

const CHATTER: readonly { channel: string; user: PersonId; hoursAgo: number; text: string }[] = [
  {
    channel: 'C0GENERAL',
    user: 'U0AMIR',
    hoursAgo: 50,
    text: 'Q3 pipeline review moved to Thursday, 10:00. Deck is in the usual place.',
  },
  { channel: 'C0GENERAL', user: 'U0BEA', hoursAgo: 49, text: 'Expense reports close on Friday :receipt:' },
  {
    channel: 'C0OUTBOUND',
    user: 'U0RITA',
    hoursAgo: 27,
    text: 'The Nordic campaign starts next week. We will need *two more domains* to keep volume per mailbox low.',
  },
  {
    channel: 'C0OUTBOUND',
    user: 'U0AMIR',
    hoursAgo: 26,
    text: 'Fine by me, ask in <#C0APPROVALS|scaledmail-approvals> so Bea sees the price.',
  },
  { channel: 'C0OUTBOUND', user: 'U0GUS', hoursAgo: 25, text: 'New copy variants are ready for review.' },
  {
    channel: 'C0APPROVALS',
    user: 'U0BEA',
    hoursAgo: 24,
    text: 'Reminder: anything above the monthly budget needs two of us.',
  },
  { channel: 'C0APPROVALS', user: 'U0OLA', hoursAgo: 5, text: 'Hi all, glad to follow along from the partner side.' },
  { channel: 'C0FINANCE', user: 'U0BEA', hoursAgo: 20, text: 'Card limit for tools is back to normal this month.' },
];

function addChannel(workspace: Workspace, channel: ChannelSeed): void {
  const { id, name, kind, topic, members } = channel;
  const settings = { id, name, kind, topic, isArchived: false, isRestricted: false };
  workspace.channels.set(id, { ...settings, memberIds: new Set(members), messages: [], readTs: new Map() });
}

/** Adds the direct message between a person and the bot. */
function addDirectMessage(workspace: Workspace, person: Person): void {
  addChannel(workspace, {
    id: directMessageId(person.id),
    name: APP.name,
    kind: 'dm',
    topic: '',
    members: [person.id, APP.userId],
  });
}

function addChatter(workspace: Workspace): void {
  const now = workspace.settings.clock().getTime();
  const oldestFirst = [...CHATTER].sort((one, other) => other.hoursAgo - one.hoursAgo);
  for (const { channel, user, hoursAgo, text } of oldestFirst) {
    const record = workspace.channels.get(channel);
    if (!record) continue;
    const ts = workspace.timestamps.next(new Date(now - hoursAgo * 3_600_000));
    record.messages.push({
      ts,
      user,
      text,
      blocks: [],
      threadTs: null,
      editedTs: null,
      fileIds: [],
      ephemeralFor: null,
      metadata: null,
    });
    for (const reader of record.memberIds) record.readTs.set(reader, ts);
  }
}

/** Fills an empty workspace. */
export function seed(workspace: Workspace): void {
  for (const person of PEOPLE) workspace.people.set(person.id, person);
  for (const channel of CHANNELS) addChannel(workspace, channel);
  for (const person of PEOPLE) if (person.kind !== 'bot') addDirectMessage(workspace, person);
  const group = { handle: 'approvers', name: 'Order approvers', isDisabled: false, memberIds: ['U0BEA'] };
  workspace.userGroups.set('S0APPROVERS', { id: 'S0APPROVERS', ...group });
  const old = {
    handle: 'old-approvers',
    name: 'Approvers until 2024',
    isDisabled: true,
    memberIds: ['U0DEE', 'U0AMIR'],
  };
  workspace.userGroups.set('S0OLD', { id: 'S0OLD', ...old });
  addChatter(workspace);
}
