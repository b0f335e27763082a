import type { ModalView } from '@slack/types';
import { FormMetadata } from '../../../views/form/metadata.ts';
import { noticeView } from '../../../views/form/notice-view.ts';
import { sentView } from '../../../views/form/ordering/sent-view.ts';
import type { PageOptions } from '../../../views/form/page.ts';
import type { FormField } from '../../../views/form-fields.ts';
import { CHANGED_ELSEWHERE } from '../../../views/words/refusals/changing.ts';
import { escapeText } from '../../../views/words/text.ts';
import {
  type FieldProblems,
  type Forgotten,
  isShownAgain,
  type Page,
  type PageChecked,
  type PageRequested,
  type PageSent,
  type reopenPage,
  type ShownAgain,
} from '../../service/requesting/sending/page-form.ts';
import type { UseCases } from '../../service/use-cases.ts';
import type { UserId } from '../../values/ids.ts';
import { type FormValues, formValues } from '../receive/form-values.ts';
import type { ViewPayload } from '../receive/payloads.ts';
import { errorsAtFields } from './field-errors.ts';
import { replaced, replacedWhenDone } from './modals/modal.ts';
import type { SubmissionRoute } from './route.ts';
import { type RouteContext, sentenceFor } from './route-context.ts';

/** What is asked of a form of one page. */
interface PageUses<Form, Typed, Field extends string, Refusal> {
  readonly check: (sent: PageSent, typed: Typed) => Promise<PageChecked<Form, Field>>;
  readonly request: (sent: PageSent, typed: Typed) => Promise<PageRequested<Form, Field, Refusal>>;
  readonly reopen: ReturnType<typeof reopenPage<Form, Typed, Refusal, unknown>>;
}

/** A form whose one page becomes an order when it is sent: all that differs between the kinds. */
export interface AskingPage<Form, Typed, Field extends string, Refusal> {
  readonly title: string;
  readonly uses: (useCases: UseCases) => PageUses<Form, Typed, Field, Refusal>;
  readonly typed: (values: FormValues) => Typed;
  /** Where on the page each problem is told. */
  readonly fields: readonly (readonly [Field, FormField])[];
  readonly draw: (form: Form, options: PageOptions) => ModalView;
  /** Why it cannot be asked for: mrkdwn. */
  readonly refused: (refused: Refusal | Forgotten) => string;
  /** Above a page that is shown again, because the vendor shows something else, or did not answer. */
  readonly changedThere: string;
  readonly unanswered: (sentence: string) => string;
}

/** What the routes of such a form do. */
export interface AskingRoutes<Form, Refusal> {
  /** The page, or why there is none. */
  readonly page: (context: RouteContext, page: Page<Form> | Refusal | Forgotten) => ModalView;
  /** The page, sent: it becomes an order that waits for approval. */
  readonly sent: SubmissionRoute;
  /** The page, left while it was being sent: the order that came of it, or the page itself. */
  readonly left: (context: RouteContext, page: ViewPayload, by: UserId) => Promise<ModalView>;
}

/** The routes of a form of one page. */
export function askingRoutes<Form, Typed, Field extends string, Refusal extends { readonly ok: false }>(
  asking: AskingPage<Form, Typed, Field, Refusal>,
): AskingRoutes<Form, Refusal> {
  const { title, uses, draw } = asking;
  const drawn = ({ useCases: { policy } }: RouteContext, { form, seen }: Page<Form>, problem: string | null = null) =>
    draw(form, { policy, seen, problem });
  const page: AskingRoutes<Form, Refusal>['page'] = (context, shown) =>
    shown.ok ? drawn(context, shown) : noticeView(title, asking.refused(shown));

  const whatCame = (context: RouteContext, requested: PageRequested<Form, Field, Refusal>): ModalView => {
    if (requested.ok) return sentView(requested.order, context.channelId);
    return isShownAgain(requested)
      ? drawn(context, requested.page, whyAgain(asking, requested))
      : noticeView(title, asking.refused(requested));
  };

  return {
    page,
    sent: async (context, { view }, by) => {
      const sent = sentPage(view, by);
      const typed = asking.typed(formValues(view.state?.values ?? {}));
      const { check, request } = uses(context.useCases);
      const checked = await check(sent, typed);
      if (checked.ok)
        return replacedWhenDone(context, view, {
          title,
          draw: async () => whatCame(context, await request(sent, typed)),
        });
      switch (checked.refusal) {
        case 'mistaken':
          return errorsAtFields(view, problemsAt(asking, checked.problems));
        case 'changed_elsewhere':
          return replaced(drawn(context, checked.page, CHANGED_ELSEWHERE));
        case 'form_forgotten':
          return replaced(noticeView(title, asking.refused(checked)));
      }
    },
    left: async (context, view, by) => {
      const left = await uses(context.useCases).reopen(sentPage(view, by));
      return left.ok && 'order' in left ? sentView(left.order, context.channelId) : page(context, left);
    },
  };
}

/** Why a page is shown again: mrkdwn. */
function whyAgain<Form, Field extends string>(
  asking: Pick<AskingPage<Form, never, Field, never>, 'fields' | 'changedThere' | 'unanswered'>,
  again: ShownAgain<Form, Field>,
): string {
  switch (again.refusal) {
    case 'unanswered':
      return asking.unanswered(sentenceFor(again.error));
    case 'changed_there':
      return asking.changedThere;
    case 'changed_elsewhere':
      return CHANGED_ELSEWHERE;
    case 'mistaken':
      return problemsAt(asking, again.problems)
        .map(([, problem]) => escapeText(problem))
        .join(' ');
  }
}

/** The fields of a page with what is wrong at each. */
const problemsAt = <Field extends string>(
  { fields }: { readonly fields: readonly (readonly [Field, FormField])[] },
  problems: FieldProblems<Field>,
): (readonly [FormField, string])[] =>
  fields.flatMap(([field, at]) => {
    const problem = problems[field];
    return problem === undefined ? [] : [[at, problem] as const];
  });

/** Which page that is, and what it showed. */
export function sentPage(view: ViewPayload, by: UserId): PageSent {
  const { formId, seen = null } = FormMetadata.parse(JSON.parse(view.private_metadata));
  return { formId, by, seen };
}
