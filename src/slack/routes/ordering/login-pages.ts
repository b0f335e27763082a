import type { ModalView } from '@slack/types';
import type { FormPlace } from '../../../../views/form/metadata.ts';
import { hostingView } from '../../../../views/form/ordering/hosting-view.ts';
import { OPTION_VIEWS } from '../../../../views/form/ordering/options/option-views.ts';
import type { Option } from '../../../acts/custom_order/options.ts';
import type { Problem } from '../../../acts/custom_order/problem.ts';
import type { LoginKind } from '../../../acts/custom_order/saved-login.ts';
import type { OpenForm } from '../../../service/requesting/form/drafts.ts';
import type { RouteContext } from '../route-context.ts';

/** Which saved logins the page of an option offers. */
const LOGINS_OF: Readonly<Record<Option, LoginKind | null>> = {
  aliases: null,
  coupon: null,
  picture: null,
  sequencer: 'sequencer',
};

const withLogins = async (context: RouteContext, form: OpenForm, kind: LoginKind | null) => ({
  ...form,
  offered: kind === null ? [] : await context.useCases.offeredLogins(form.draft.ownerId, kind),
});

/** The page with the hosting login, and the saved logins that may be chosen there. Asks Slack whose they are. */
export const hostingPage = async (
  context: RouteContext,
  form: OpenForm,
  { problems = [], trail = [] }: { problems?: readonly Problem[]; trail?: readonly FormPlace[] } = {},
): Promise<ModalView> => hostingView(await withLogins(context, form, 'hosting'), problems, trail);

/** The page of an option. That of the sending tool asks Slack, as `hostingPage` does. */
export const optionPage = async (
  context: RouteContext,
  option: Option,
  { form, trail, problems = [] }: { form: OpenForm; trail: readonly FormPlace[]; problems?: readonly Problem[] },
): Promise<ModalView> => OPTION_VIEWS[option](await withLogins(context, form, LOGINS_OF[option]), trail, problems);
