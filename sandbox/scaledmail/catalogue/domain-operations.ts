import { z } from 'zod';
import { DomainName, PersonName, requiredText } from '../http/fields.ts';
import type { Call } from '../http/operation.ts';
import { badRequest, notFound, readBody } from '../http/refusal.ts';
import { mailboxesFor } from '../orders/aliases.ts';
import { availabilityOf, suggestionsFor } from '../orders/names.ts';
import { HostingRequest } from '../orders/order-requests.ts';
import { charge } from '../orders/orders.ts';
import { spendResult } from '../orders/place-orders.ts';
import { type DomainRecord, domainsOf } from '../state/data.ts';
import { checkHosting, checkNames, readSource, registerNames, registrationCents } from './sources.ts';

/** Most names in one buy-domains call (documented). */
const MAX_BOUGHT = 10;
const MAX_PAGE = 50;
const USUAL_PAGE = 20;
const USUAL_ENDINGS = ['com', 'io', 'net', 'co', 'org'];

function readNames(body: unknown, maximum: number): string[] {
  const NamesRequest = z.object({
    domains: z
      .array(DomainName, { error: 'must be a list of domains' })
      .min(1, 'must hold at least one domain')
      .max(maximum, `must hold at most ${maximum} domains`)
      .refine((names) => new Set(names).size === names.length, 'must not repeat a domain'),
  });
  return readBody(NamesRequest, body).domains;
}

/**
 * A bare array. `error` is documented for suggestions only, so names of endings not on sale show as taken here. A label
 * that starts with `missing-` is left out of the answer, which the contract says may happen.
 */
export function searchDomains({ vendor, body }: Call): unknown {
  return readNames(body, vendor.settings.searchMaximum)
    .filter((name) => !name.startsWith('missing-'))
    .map((name) => availabilityOf(name, vendor.data, vendor.settings))
    .map((row) => (row.status === 'error' ? { ...row, status: 'taken' } : row));
}

function readPageNumber(text: string | undefined, name: string, usual: number): number {
  if (text === undefined) return usual;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw badRequest(`${name} must be a whole number from 1`);
  return number;
}

/** One page of names made from a keyword or a full name, whose ending is dropped. Pages hold at most 50. */
export function suggestDomains({ vendor, query, body }: Call): unknown {
  const request = readBody(z.object({ domain: requiredText(), tlds: z.array(z.string().min(2)).optional() }), body);
  const keyword = request.domain.toLowerCase().replace(/\..*$/, '').replaceAll(' ', '');
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(keyword) || keyword.length > 50) throw badRequest('Invalid domain');
  const endings = (request.tlds ?? USUAL_ENDINGS).map((ending) => ending.toLowerCase().replace(/^\./, ''));
  const page = readPageNumber(query.page, 'page', 1);
  const limit = Math.min(MAX_PAGE, readPageNumber(query.limit, 'limit', USUAL_PAGE));
  const names = suggestionsFor(keyword, endings);
  const rows = names.slice((page - 1) * limit, page * limit).map((name) => {
    const { blacklisted: _unseenHere, ...row } = availabilityOf(name, vendor.data, vendor.settings);
    return row;
  });
  return { total: names.length, page, limit, total_pages: Math.ceil(names.length / limit), domains: rows };
}

/** Registers up to ten names, all or none, in one charge; the settings may have it do a part only. */
export function buyDomains(call: Call): unknown {
  const { vendor, workspaceId, body, chargeSucceeds } = call;
  const names = readNames(body, MAX_BOUGHT);
  checkNames(vendor, workspaceId, 'buy', names);
  const registered = names.slice(0, vendor.settings.namesRegistered ?? names.length);
  const amountCents = registrationCents(vendor, registered);
  registerNames(vendor, workspaceId, registered);
  const orderId = vendor.newId();
  charge(vendor, { orderId, tag: '', amountCents, succeeds: chargeSucceeds });
  return spendResult(orderId, vendor.settings);
}

function findDomain({ vendor, workspaceId, path }: Call): DomainRecord {
  const name = (path.domain ?? '').toLowerCase();
  const found = vendor.data.orders
    .filter((order) => order.workspaceId === workspaceId && order.status === 'Active')
    .flatMap(domainsOf)
    .find((domain) => domain.name === name);
  if (found === undefined) throw notFound();
  return found;
}

/**
 * Staff apply a change as long after the request as a set-up takes, unless the settings say otherwise.
 * Source: docs/vendor/notes.md, "Endpoints", rows 9 and 10 (observed).
 */
function appliesAt({ vendor }: Call): string {
  const { changesAppliedAfterMs, setUpMs } = vendor.settings;
  return new Date(vendor.now().getTime() + (changesAppliedAfterMs ?? setUpMs)).toISOString();
}

/**
 * Files a change, unless the settings have it refused in a 200, or forgotten; and what is answered.
 * Source: docs/vendor/openapi.yaml, "Acknowledgement" (inferred).
 */
function filed({ vendor }: Call, file: () => void): unknown {
  const { changeAnswer } = vendor.settings;
  if (changeAnswer === 'no_success') return { success: false, message: 'The change could not be filed' };
  if (changeAnswer !== 'forgotten') file();
  switch (changeAnswer) {
    case 'success':
      return { success: true, message: 'Filed' };
    case 'other':
      return { data: { status: 'filed' } };
    default:
      return {};
  }
}

/**
 * Files a change of name; the new one must be free by the rules of its source.
 * Source: docs/vendor/openapi.yaml, "updateDomainName".
 */
export function updateDomainName(call: Call): unknown {
  const domain = findDomain(call);
  const source = readSource(call, false);
  const request = readBody(z.object({ new_domain: DomainName, hosting: HostingRequest.optional() }), call.body);
  checkHosting(source, request.hosting);
  if (domain.pendingName !== null) throw badRequest('A domain update is already in progress');
  checkNames(call.vendor, call.workspaceId, source, [request.new_domain]);
  return filed(call, () => {
    domain.pendingName = { name: request.new_domain, appliesAt: appliesAt(call) };
  });
}

/** An empty target removes the redirect; one without a scheme gets `https://` (observed). */
export function updateDomainRedirect(call: Call): unknown {
  const domain = findDomain(call);
  const { new_redirect: given } = readBody(z.object({ new_redirect: z.string('is required') }), call.body);
  const target = given === '' || /^[a-z]+:\/\//i.test(given) ? given : `https://${given}`;
  if (domain.pendingRedirect !== null) throw badRequest('A redirect update is already in progress');
  if (domain.redirect === target) throw badRequest('The domain already has this redirect');
  return filed(call, () => {
    domain.pendingRedirect = { target, appliesAt: appliesAt(call) };
  });
}

/**
 * `name_only` keeps every address; `name_and_alias` deletes the mailboxes and makes them anew (observed). That staff apply it
 * later, and that one under way is refused, is as with other changes of a domain (inferred).
 * Source: docs/vendor/notes.md, "Learnt since (November 2026)".
 */
export function swapSenderName(call: Call): unknown {
  const domain = findDomain(call);
  const { mode } = call.query;
  if (mode !== 'name_only' && mode !== 'name_and_alias') throw badRequest('mode must be name_only or name_and_alias');
  const Person = z.object({ first_name: PersonName, last_name: PersonName });
  const { sender_names: people } = readBody(
    z.object({ sender_names: z.array(Person).min(1, 'must hold at least one name') }),
    call.body,
  );
  if (!call.vendor.settings.senderModes.includes(mode)) throw badRequest(`mode ${mode} is not supported`);
  if (domain.pendingSender !== null) throw badRequest('A sender name update is already in progress');
  const mailboxes = domain.mailboxes.map((mailbox, index) => {
    const person = people[index % people.length];
    if (person === undefined) return mailbox;
    const made = mailboxesFor(person.first_name, person.last_name, index + 1).at(-1) ?? mailbox;
    return mode === 'name_and_alias' ? made : { ...made, alias: mailbox.alias };
  });
  return filed(call, () => {
    const appliedAt = appliesAt(call);
    const nowMs = call.vendor.now().getTime();
    const halfway = new Date((nowMs + Date.parse(appliedAt)) / 2).toISOString();
    const deletesAt = mode === 'name_and_alias' ? halfway : null;
    domain.pendingSender = { mailboxes, deletesAt, appliesAt: appliedAt };
  });
}
