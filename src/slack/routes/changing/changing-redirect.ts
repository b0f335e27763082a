import { REDIRECT_TITLE, redirectView } from '../../../../views/form/changing/redirect-view.ts';
import { CHANGED_THERE, cannotChangeText, unansweredText } from '../../../../views/words/refusals/changing.ts';
import type { ChangeRefusal } from '../../../service/requesting/changing/order-to-change.ts';
import type { RedirectTyped } from '../../../service/requesting/changing/read-redirect.ts';
import type { RedirectForm } from '../../../service/requesting/changing/redirect-form.ts';
import { askingRoutes } from '../asking-page.ts';
import { tickedAlso } from './ticked-also.ts';

/** The page with the new redirect. */
export const REDIRECT_PAGE = askingRoutes<RedirectForm, RedirectTyped, 'redirect' | 'also', ChangeRefusal>({
  title: REDIRECT_TITLE,
  uses: ({ checkRedirect: check, requestRedirect: request, reopenRedirect: reopen }) => ({ check, request, reopen }),
  typed: (values) => ({ redirect: (values.text('new_redirect') ?? '').trim(), also: tickedAlso(values) }),
  fields: [
    ['redirect', 'new_redirect'],
    ['also', 'also_1'],
  ],
  draw: redirectView,
  refused: cannotChangeText,
  changedThere: CHANGED_THERE,
  unanswered: unansweredText,
});
