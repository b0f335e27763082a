/** What the stand-in for both outside worlds answers: Slack's methods that the app calls, and the vendor's operations. */
import { randomUUID } from 'node:crypto';

export type Fields = Readonly<Record<string, unknown>>;

const person = (id: string): Fields => ({
  id,
  team_id: id === 'U0STRANGER' ? 'T0OTHER' : 'T0ACME',
  real_name: id,
  deleted: false,
  is_bot: false,
});

let posted = 0;
const nextTs = (): string => {
  posted += 1;
  return `1764000000.${String(posted).padStart(6, '0')}`;
};

/** Answer of a Web API method. Throws for one that the app is not known to call. */
export function slackAnswer(method: string, form: URLSearchParams, baseUrl: string): Fields {
  const channel = form.get('channel') ?? 'C0APPROVALS';
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: 'T0ACME', user_id: 'U0BOT', bot_id: 'B0BOT' };
    case 'users.info':
      return { ok: true, user: person(form.get('user') ?? '') };
    case 'usergroups.users.list':
      return { ok: true, users: ['U0BEA'] };
    case 'views.open':
    case 'views.push':
    case 'views.update':
    case 'views.publish':
      return { ok: true, view: { id: 'V0VIEW' } };
    case 'chat.postMessage':
      return { ok: true, channel, ts: nextTs() };
    case 'chat.update':
      return { ok: true, channel, ts: form.get('ts') };
    case 'chat.getPermalink':
      return { ok: true, permalink: 'https://acme.slack.com/archives/C0APPROVALS/p1' };
    case 'conversations.open':
      return { ok: true, channel: { id: 'D0DIRECT' } };
    case 'conversations.history':
    case 'conversations.replies':
      return { ok: true, messages: [] };
    case 'files.getUploadURLExternal':
      return { ok: true, upload_url: `${baseUrl}/upload/${randomUUID()}`, file_id: 'F0FILE' };
    case 'files.completeUploadExternal':
      return { ok: true, files: [{ id: 'F0FILE', title: 'domains' }] };
    case 'files.info':
      return { ok: false, error: 'file_not_found' };
    case 'apps.connections.open':
      // The benchmark delivers over HTTP.
      return { ok: false, error: 'not_allowed_token_type' };
    default:
      throw new Error(`The benchmark's Slack has no ${method}`);
  }
}

const MAILBOXES_OF: Readonly<Record<string, number>> = { google: 2, outlook: 25, smtp: 4 };
const DOLLARS_OF: Readonly<Record<string, number>> = { google: 7, outlook: 50, smtp: 3.75 };
const CAPACITY_OF: Readonly<Record<string, number>> = { google: 50, outlook: 250, smtp: 40 };

/** Answer of a vendor operation, for a workspace without orders. */
export function vendorAnswer(path: string, body: string): Fields {
  const [operation = ''] = path.split('/').filter((part) => part !== '');
  switch (operation) {
    case 'calculate-package':
      return calculation(body);
    case 'orders':
      return { payments: [] };
    case 'domains':
      return { domains: [] };
    case 'mailboxes':
      return { mailboxes: [] };
    case 'purchased-domains':
      return { domains: [] };
    case 'create-custom-order':
      return {};
    default:
      return { organizations: [{ id: 'recNorthwind', name: 'Northwind Outbound' }] };
  }
}

function calculation(body: string): Fields {
  const provider = /"providers":\["(\w+)"\]/.exec(body)?.[1] ?? 'google';
  const volume = Number(/"volume":(\d+)/.exec(body)?.[1] ?? 0);
  const requiredDomains = Math.max(1, Math.ceil(volume / (CAPACITY_OF[provider] ?? 1)));
  const requiredMailboxes = requiredDomains * (MAILBOXES_OF[provider] ?? 1);
  const totalPrice = requiredDomains * (DOLLARS_OF[provider] ?? 1);
  return { providerBreakdown: [{ provider, requiredDomains, requiredMailboxes, totalPrice }] };
}
