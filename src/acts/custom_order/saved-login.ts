import { z } from 'zod';
import { Instant, UserId } from '../../values/ids.ts';

/** What logins are for, in the order in which people see them. */
export const LOGIN_KINDS = ['hosting', 'sequencer'] as const;
export const LoginKind = z.enum(LOGIN_KINDS);
export type LoginKind = z.infer<typeof LoginKind>;

/** Most logins that one person keeps. Our own limit: Slack's menus show a hundred. */
export const MOST_LOGINS = 50;

/**
 * A login that somebody keeps by a name of their own, without user name and password, which are sealed beside it. Service and
 * link belong to it: what is sealed is sent nowhere else.
 */
export const SavedLogin = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  kind: LoginKind,
  name: z.string(),
  provider: z.string(),
  /** Empty for none. */
  link: z.string(),
  /** Whether others may use it. Nobody but its owner ever changes it. */
  isShared: z.boolean(),
  /** Grows whenever its owner changes what it is called or what is sent. */
  version: z.int().positive(),
  savedAt: Instant,
  /** When an order with it was asked for last. */
  usedAt: Instant.nullable(),
});
export type SavedLogin = z.infer<typeof SavedLogin>;

/** A saved login that somebody may choose: `owner` is the name of another person, and null for one's own. */
export interface OfferedLogin {
  readonly login: SavedLogin;
  readonly owner: string | null;
}

/** A login in the list of `/scaledmail logins`: `owner` as above; `hasLeft` says that nobody can use it any more. */
export interface ListedLogin extends OfferedLogin {
  readonly hasLeft: boolean;
}

/** What its owner says of a login when they keep or change it. */
export type LoginWords = Pick<SavedLogin, 'kind' | 'name' | 'provider' | 'link' | 'isShared'>;

/** Whose login an order was made with, as people read it then. */
export const LoginSource = z.object({ id: z.string(), ownerId: UserId, name: z.string(), owner: z.string() });
export type LoginSource = z.infer<typeof LoginSource>;

/** A saved login that was chosen in a form, as it was then, with the sealed copy that goes with the order. */
export const ChosenLogin = SavedLogin.pick({
  id: true,
  ownerId: true,
  name: true,
  provider: true,
  link: true,
  version: true,
}).extend({ loginId: z.string() });
export type ChosenLogin = z.infer<typeof ChosenLogin>;

/** What of saved logins stands in a form: which one is chosen, and under which name a typed one is to be kept. */
export const DraftLogin = z.object({
  /** See `loginKey`; null when a login is typed. */
  choice: z.string().nullable(),
  keepAs: z.string(),
  isShared: z.boolean(),
  /** What `choice` was when it was taken last. */
  chosen: ChosenLogin.exactOptional(),
});
export type DraftLogin = z.infer<typeof DraftLogin>;

/** Names a saved login among those of everybody. */
export const loginKey = ({ ownerId, id }: Pick<SavedLogin, 'ownerId' | 'id'>): string => `${ownerId}:${id}`;

/** What a key names; null when it names nothing. */
export function readLoginKey(key: string): Pick<SavedLogin, 'ownerId' | 'id'> | null {
  const [owner = '', id = ''] = key.split(':');
  const ownerId = UserId.safeParse(owner);
  return ownerId.success && id !== '' ? { ownerId: ownerId.data, id } : null;
}

/** The login that a form goes by, when that is a saved one and was taken. */
export const chosenIn = (login: DraftLogin | undefined): ChosenLogin | null =>
  login?.chosen && login.choice === loginKey(login.chosen) ? login.chosen : null;

/** A name as it is compared: written in another way, it is the same to people. */
export const comparedName = (name: string): string => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
