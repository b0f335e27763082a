import { markOf } from '../../../orders/approval/fingerprint.ts';
import type { Order } from '../../../orders/order.ts';
import type { Reference } from '../../../values/ids.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { FormOf, KeptForms } from '../kept-forms.ts';
import { type FormSent, type InsertingDeps, insertOnce, sentBefore } from './insert-once.ts';

/** A page with its form. */
export interface Page<Form> {
  readonly ok: true;
  readonly form: Form;
  /** What the page shows and what is typed in it, told from anything else: it comes back when the page is sent. */
  readonly seen: string;
}

/** Which page somebody sent; `seen` is null for a page that does not say what it showed, which is taken for the newest. */
export interface PageSent extends FormOf {
  readonly seen: string | null;
}

/** What is wrong with what was typed, as sentences by field. */
export type FieldProblems<Field extends string> = Readonly<Partial<Record<Field, string>>>;

/** Of a form whose one page becomes an order when it is sent: all that differs between the kinds. */
export interface PageKind<Form, Typed, Field extends string, Refusal, Deps> {
  readonly forms: KeptForms<Form>;
  /** What its page says, but for what is typed. */
  readonly shown: (form: Form) => unknown;
  readonly typed: (form: Form) => Typed;
  readonly withTyped: (form: Form, typed: Typed) => Form;
  /** What is wrong with what is typed, as far as the form itself tells. */
  readonly problems: (form: Form) => FieldProblems<Field>;
  /** What it asks for; null while it asks for nothing. */
  readonly sent: (form: Form) => FormSent | null;
  /** The form to be drawn once more, under new block ids. */
  readonly drawnAnew: (form: Form) => Form;
  /** The form with what the vendor shows now, drawn anew. Throws what vendor reads throw. */
  readonly readAgain: (deps: Deps, form: Form) => Promise<{ readonly ok: true; readonly form: Form } | Refusal>;
  /** Whether that is still what its page showed. */
  readonly isAsShown: (shown: Form, now: Form) => boolean;
  /** The refusal that names the order in the way. */
  readonly claimed: (form: Form, taken: ReadonlyMap<string, Reference>) => Refusal;
}

export interface Forgotten {
  readonly ok: false;
  readonly refusal: 'form_forgotten';
}

/** Another window of the form was saved since this page was drawn: it is shown again, with what was typed in it. */
export interface ChangedElsewhere<Form> {
  readonly ok: false;
  readonly refusal: 'changed_elsewhere';
  readonly page: Page<Form>;
}

/** Whether what was typed on a page was kept. */
export type PageChecked<Form, Field extends string> =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'mistaken'; readonly problems: FieldProblems<Field> }
  | ChangedElsewhere<Form>
  | Forgotten;

/** The page is shown again, with what was typed. */
export type ShownAgain<Form, Field extends string> =
  | ChangedElsewhere<Form>
  /** The vendor did not answer, or shows something else now. */
  | { readonly ok: false; readonly refusal: 'unanswered'; readonly error: VendorError; readonly page: Page<Form> }
  | { readonly ok: false; readonly refusal: 'changed_there'; readonly page: Page<Form> }
  /** By what the vendor shows now, it is a mistake. */
  | {
      readonly ok: false;
      readonly refusal: 'mistaken';
      readonly problems: FieldProblems<Field>;
      readonly page: Page<Form>;
    };

/** What came of a page that was sent. */
export type PageRequested<Form, Field extends string, Refusal> =
  | { readonly ok: true; readonly order: Order }
  | ShownAgain<Form, Field>
  | Refusal
  | Forgotten;

export const isShownAgain = <Form, Field extends string, Refusal extends object>(
  requested: PageRequested<Form, Field, Refusal>,
): requested is ShownAgain<Form, Field> => 'page' in requested;

/** What tells a page from an older one of the same form. */
export type Marked<Form, Typed> = Pick<PageKind<Form, Typed, never, unknown, never>, 'forms' | 'shown' | 'typed'>;

/** The page of a form as it is kept. */
export const pageOf = <Form, Typed>(kind: Marked<Form, Typed>, form: Form): Page<Form> => ({
  ok: true,
  form,
  seen: `${shownMark(kind, form)}.${typedMark(kind, form)}`,
});

/** Keeps a form that was just read, whose id nobody else has; answers its page, or why there is none. */
export async function beginPage<Form, Typed, Refusal extends { readonly ok: false }>(
  kind: Marked<Form, Typed>,
  { keyValues }: { readonly keyValues: KeyValueStore },
  reading: Promise<{ readonly ok: true; readonly form: Form } | Refusal>,
): Promise<Page<Form> | Refusal> {
  const read = await reading;
  if (!read.ok) return read;
  await kind.forms.begin(keyValues, read.form);
  return pageOf(kind, read.form);
}

const FORGOTTEN: Forgotten = { ok: false, refusal: 'form_forgotten' };

/**
 * Keeps what was typed before its page goes, so that it can be shown again whatever comes of it; only in the place of what the
 * page showed, so that nothing is lost that was typed in another window. What is wrong is told, and not kept. Throws `FormBusy`.
 */
export const checkPage =
  <Form, Typed, Field extends string>(
    kind: PageKind<Form, Typed, Field, unknown, never>,
    { keyValues }: { readonly keyValues: KeyValueStore },
  ) =>
  async (sent: PageSent, typed: Typed): Promise<PageChecked<Form, Field>> =>
    (await kind.forms.change<PageChecked<Form, Field>>(keyValues, sent, async (known, save) => {
      const form = kind.withTyped(known, typed);
      if (!standsAsSeen(kind, known, form, sent)) return changedElsewhere(kind, known, form);
      const problems = kind.problems(form);
      if (hasAny(problems)) return { ok: false, refusal: 'mistaken', problems };
      if (!isTypedAlike(kind, known, form)) await save(form);
      return { ok: true };
    })) ?? FORGOTTEN;

/**
 * Asks for what was typed and kept: reads once more what the page showed, and makes the order that does it. However often the
 * same form is sent with the same in it, one order comes of it; nothing is asked for that another window made of it meanwhile.
 * Throws `FormBusy`.
 */
export const requestPage =
  <Form, Typed, Field extends string, Refusal extends { readonly ok: false }, Deps extends InsertingDeps>(
    kind: PageKind<Form, Typed, Field, Refusal, Deps>,
    deps: Deps,
  ) =>
  async (sent: PageSent, typed: Typed): Promise<PageRequested<Form, Field, Refusal>> =>
    (await kind.forms.change<PageRequested<Form, Field, Refusal>>(deps.keyValues, sent, async (known, save) => {
      const meant = kind.withTyped(known, typed);
      const asked = kind.sent(meant);
      if (!asked) return FORGOTTEN;
      const before = await sentBefore(deps, asked);
      if (before) return { ok: true, order: before };
      if (!isTypedAlike(kind, known, meant) || !isShown(kind, known, sent)) return changedElsewhere(kind, known, meant);
      let now: { readonly ok: true; readonly form: Form } | Refusal;
      try {
        now = await kind.readAgain(deps, known);
      } catch (error) {
        if (!isVendorError(error)) throw error;
        const again = kind.drawnAnew(known);
        await save(again);
        return { ok: false, refusal: 'unanswered', error, page: pageOf(kind, again) };
      }
      if (!now.ok) return (await sentMeanwhile(deps, asked)) ?? now;
      const { form } = now;
      await save(form);
      const page = pageOf(kind, form);
      if (!kind.isAsShown(known, form)) return { ok: false, refusal: 'changed_there', page };
      const problems = kind.problems(form);
      if (hasAny(problems)) return { ok: false, refusal: 'mistaken', problems, page };
      const askedNow = { ...(kind.sent(form) ?? asked), isShownFree: asked.isShownFree === true };
      const inserted = await insertOnce(deps, askedNow);
      return inserted.ok ? inserted : ((await sentMeanwhile(deps, askedNow)) ?? kind.claimed(form, inserted.taken));
    })) ?? FORGOTTEN;

/** A form that was left while it was being sent: the order that came of it, or the page, with what was typed. */
export const reopenPage =
  <Form, Typed, Refusal, Deps>(
    kind: PageKind<Form, Typed, never, Refusal, Deps>,
    deps: Pick<InsertingDeps, 'keyValues' | 'orders'>,
  ) =>
  async (of: FormOf): Promise<{ readonly ok: true; readonly order: Order } | Page<Form> | Forgotten> => {
    const form = await kind.forms.own(deps.keyValues, of);
    if (!form) return FORGOTTEN;
    const sent = kind.sent(form);
    const order = sent && (await sentBefore(deps, sent));
    return order ? { ok: true, order } : pageOf(kind, form);
  };

/** A double click may have been a moment faster: then what is in the way is the order of this form. */
async function sentMeanwhile(deps: InsertingDeps, sent: FormSent): Promise<{ ok: true; order: Order } | null> {
  const order = await sentBefore(deps, sent);
  return order && { ok: true, order };
}

/** The page of what is kept, with what was typed on one that is older: sent once more, it takes the place of what is kept. */
export const changedElsewhere = <Form, Typed>(
  kind: Marked<Form, Typed>,
  known: Form,
  typed: Form,
): ChangedElsewhere<Form> => ({
  ok: false,
  refusal: 'changed_elsewhere',
  page: { ...pageOf(kind, known), form: typed },
});

/**
 * Whether a page is the newest of its form. It is as well when it was sent already, as on a double click: then what is typed in
 * it is kept, and it showed what its form shows.
 */
export const standsAsSeen = <Form, Typed>(
  kind: Marked<Form, Typed>,
  known: Form,
  typed: Form,
  sent: PageSent,
): boolean =>
  sent.seen === null ||
  sent.seen === pageOf(kind, known).seen ||
  (isTypedAlike(kind, known, typed) && isShown(kind, known, sent));

/** Whether the same is typed in two states of a form. */
const isTypedAlike = <Form, Typed>(kind: Marked<Form, Typed>, one: Form, other: Form): boolean =>
  typedMark(kind, one) === typedMark(kind, other);

/** Whether a page showed what its form shows now, whatever is typed in it. */
const isShown = <Form, Typed>(kind: Marked<Form, Typed>, known: Form, { seen }: PageSent): boolean =>
  seen === null || seen.startsWith(`${shownMark(kind, known)}.`);

const shownMark = <Form, Typed>(kind: Marked<Form, Typed>, form: Form): string =>
  markOf(kind.shown(kind.forms.asKept(form)));
const typedMark = <Form, Typed>(kind: Marked<Form, Typed>, form: Form): string =>
  markOf(kind.typed(kind.forms.asKept(form)));

const hasAny = (problems: Readonly<Record<string, unknown>>): boolean => Object.keys(problems).length > 0;
