import type { InputBlock, SectionBlock } from '@slack/types';
import { MAX_LOGIN_NAME } from '../../../src/acts/custom_order/rules/saved-logins.ts';
import { type LoginKind, loginKey, type OfferedLogin } from '../../../src/acts/custom_order/saved-login.ts';
import { section } from '../../blocks.ts';
import { FIELD_ACTION, NO_SAVED_LOGIN, SHARING } from '../../form-fields.ts';
import { counted, inPlain, shortDay } from '../../words/text.ts';
import { choice, inputBlock, type ToolToDraw, textField } from '../inputs.ts';

/** Slack takes so many options. Source: docs/slack.md, "Limits". */
const MAX_OPTIONS = 100;

/** What belongs to a saved login and is not typed beside it. */
const GOES_ALONG: Readonly<Record<LoginKind, string>> = {
  hosting: 'Registrar and login page go with it.',
  sequencer: 'Sending tool and link go with it.',
};

/** What of a form its fields with a login draw. */
type FormWithSaved = Pick<ToolToDraw, 'fill' | 'offered'> & { readonly draft: Pick<ToolToDraw['draft'], 'logins'> };

/** The menu of saved logins; nothing where there are none. What is typed stays, and counts when none is chosen. */
export function savedLoginFields(kind: LoginKind, { draft, fill, offered }: FormWithSaved): InputBlock[] {
  if (offered.length === 0) return [];
  const none = choice(NO_SAVED_LOGIN, 'Type one below');
  const shown = offered.slice(0, MAX_OPTIONS - 1);
  const options = [none, ...shown.map(optionOf)];
  const chosen = options.find(({ value }) => value === draft.logins?.[kind]?.choice) ?? none;
  const left = offered.length - shown.length;
  const more = left > 0 ? ` ${counted(left, 'login')} used less have no room here.` : '';
  return [
    inputBlock(`${kind}_saved`, fill, {
      label: 'Saved login',
      element: { type: 'static_select', action_id: FIELD_ACTION, options, initial_option: chosen },
      hint: `${GOES_ALONG[kind]}${more}`,
    }),
  ];
}

/** `porkbun-main · Rita Okafor`, and below it `Porkbun · used Nov 12`. */
function optionOf({ login, owner }: OfferedLogin) {
  const name = owner === null ? inPlain(login.name) : `${inPlain(login.name)} · ${inPlain(owner, 30)}`;
  return choice(loginKey(login), name, `${inPlain(login.provider, 50)} · ${lastUse(login)}`);
}

/** `used Nov 12`. */
const lastUse = ({ usedAt }: OfferedLogin['login']): string =>
  usedAt === null ? 'not used yet' : `used ${shortDay(usedAt)}`;

/** User name and password, of which nothing is ever drawn back: `isKept` says that there are some. */
export function secretFields(
  kind: LoginKind,
  fill: number,
  { isKept, isOptional = false }: { readonly isKept: boolean; readonly isOptional?: boolean },
): InputBlock[] {
  const canBeEmpty = isKept || isOptional;
  return [
    textField(`${kind}_username`, fill, {
      label: 'User name',
      isOptional: canBeEmpty,
      maxLength: 200,
      ...(isKept ? { hint: KEPT } : {}),
    }),
    textField(`${kind}_password`, fill, {
      label: 'Password',
      isOptional: canBeEmpty,
      maxLength: 500,
      hint: isKept ? KEPT : 'Slack shows it while you type: mind who can see your screen.',
    }),
  ];
}

const KEPT = 'Kept, not shown. Leave empty to keep it.';

/** What becomes of a login that is typed, after a sentence why it is needed. */
export const loginNotice = (why: string): SectionBlock =>
  section(
    `🔒 ${why} It is stored encrypted, sent to ScaledMail once, after the approval, and then erased, unless you keep it by name. It is never shown again; approvers do not see it.`,
  );

/** Whether a typed login is kept, under which name, and for whom. */
export function keepLoginFields(kind: LoginKind, { draft, fill }: Pick<FormWithSaved, 'draft' | 'fill'>): InputBlock[] {
  const { keepAs = '', isShared = false } = draft.logins?.[kind] ?? {};
  return [
    textField(`${kind}_keep`, fill, {
      label: 'Keep it as',
      value: keepAs,
      placeholder: 'porkbun-main',
      hint: 'A name under which it can be chosen next time. Empty: it is not kept.',
      isOptional: true,
      maxLength: MAX_LOGIN_NAME,
    }),
    sharingField(`${kind}_sharing`, fill, isShared),
  ];
}

/** Who may use a login that is kept. */
export function sharingField(field: `${LoginKind}_sharing`, fill: number, isShared: boolean): InputBlock {
  const owner = choice(SHARING.owner, 'For me');
  const others = choice(SHARING.others, 'Others may use it, never see or change it');
  return inputBlock(field, fill, {
    label: 'For whom is it kept?',
    element: {
      type: 'radio_buttons',
      action_id: FIELD_ACTION,
      options: [owner, others],
      initial_option: isShared ? others : owner,
    },
  });
}
