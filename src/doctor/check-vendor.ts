import type { VendorWorkspace } from '../acts/custom_order/custom-order.ts';
import type { Config } from '../config.ts';
import type { AccountSurvey } from '../scaledmail/account-survey.ts';
import { AppError, VendorRefused, VendorUnavailable } from '../service/errors.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Vendor } from '../service/ports/vendor.ts';
import { VARIABLES } from '../variables.ts';
import { type CheckResult, fine, type Guard, notChecked, problem } from './check.ts';
import { judgeOrderDates, judgeOrderTags, judgeVendorClock, judgeWords } from './check-account.ts';
import { checkPrices } from './check-prices.ts';

/** Most workspaces whose orders are looked at. */
const MAX_SURVEYED = 3;

interface VendorLinesDeps {
  readonly vendor: Vendor;
  /** What the answers for these workspaces are like. */
  readonly survey: (workspaceIds: readonly string[]) => Promise<AccountSurvey>;
  /** How far ScaledMail's clock is ahead of ours; null before any answer that tells. */
  readonly offsetMs: () => number | null;
  readonly clock: Clock;
  readonly guard: Guard;
}

/** All lines about ScaledMail, in order. Only reads, and all of them free. */
export async function checkVendor(config: Config['vendor'], deps: VendorLinesDeps): Promise<readonly CheckResult[]> {
  const { vendor, guard } = deps;
  let workspaces: readonly VendorWorkspace[] | null = null;
  const key = await guard('ScaledMail key', () =>
    orVendorProblem('ScaledMail key', async () => {
      workspaces = await vendor.workspaces('person');
      return fine('ScaledMail key', 'ScaledMail accepts it');
    }),
  );
  const known: readonly VendorWorkspace[] | null = key.ok ? workspaces : null;
  const chosen = known ? chosenOf(known, config.organizationId) : [];
  const [offered] = chosen;
  return [
    key,
    known
      ? checkWorkspaces(known, config.organizationId, config.createWorkspacePath)
      : notChecked('Workspaces', 'a ScaledMail key that works'),
    offered
      ? await guard('Prices', () => orVendorProblem('Prices', () => checkPrices(deps, offered.id)))
      : notChecked('Prices', PLACE_TO_ORDER),
    ...(await accountLines(deps, chosen)),
    judgeVendorClock(deps.offsetMs()),
  ];
}

const PLACE_TO_ORDER = 'a workspace that orders can go to';

/** The lines about what orders at ScaledMail are like. */
async function accountLines(
  { survey, guard }: VendorLinesDeps,
  workspaces: readonly VendorWorkspace[],
): Promise<readonly CheckResult[]> {
  const names = { dates: 'Order dates', tags: 'Order tags', words: 'ScaledMail words' } as const;
  if (workspaces.length === 0) return Object.values(names).map((name) => notChecked(name, PLACE_TO_ORDER));
  let found: AccountSurvey | null = null;
  const dates = await guard(names.dates, () =>
    orVendorProblem(names.dates, async () => {
      const ids = workspaces.slice(0, MAX_SURVEYED).map(({ id }) => id);
      const surveyed = await survey(ids);
      found = surveyed;
      return judgeOrderDates(surveyed);
    }),
  );
  const judged = (name: string, judge: (survey: AccountSurvey) => CheckResult) =>
    found === null ? notChecked(name, 'orders of ScaledMail that can be read') : judge(found);
  return [dates, judged(names.tags, judgeOrderTags), judged(names.words, judgeWords)];
}

const chosenOf = (workspaces: readonly VendorWorkspace[], organizationId: string | null) =>
  workspaces.filter(({ id }) => organizationId === null || id === organizationId);

/** Whether there is a workspace to order in. */
export function checkWorkspaces(
  workspaces: readonly VendorWorkspace[],
  organizationId: string | null,
  createWorkspacePath: string | null = null,
): CheckResult {
  const name = 'Workspaces';
  const offered = chosenOf(workspaces, organizationId);
  const names = offered.map((workspace) => workspace.name).join(', ');
  // Asking for one would make one: only the first that somebody approves tells whether the path is right.
  const more = createWorkspacePath === null ? '' : `; new ones at POST ${createWorkspacePath}, not tried out`;
  const which = organizationId === null ? names : `${names} (SCALEDMAIL_ORGANIZATION_ID)`;
  if (offered.length > 0) return fine(name, `${which}${more}`);
  if (workspaces.length === 0) return problem(name, 'the key reaches none', 'Create a workspace in ScaledMail first.');
  const list = workspaces.map((workspace) => `${workspace.name} (${workspace.id})`).join(', ');
  const detail = `the key does not reach ${organizationId}, only ${list}`;
  return problem(name, detail, `Fix SCALEDMAIL_ORGANIZATION_ID. ${VARIABLES.SCALEDMAIL_ORGANIZATION_ID.fix}`);
}

async function orVendorProblem(name: string, check: () => Promise<CheckResult>): Promise<CheckResult> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return vendorProblem(name, error);
  }
}

function vendorProblem(name: string, error: AppError): CheckResult {
  if (error instanceof VendorRefused && (error.status === 401 || error.status === 403)) {
    return problem(name, `ScaledMail does not accept the key (${error.status})`, VARIABLES.SCALEDMAIL_API_KEY.fix);
  }
  if (error instanceof VendorUnavailable) {
    return problem(name, error.message, 'Let this machine reach SCALEDMAIL_BASE_URL, or wait: ScaledMail may be down.');
  }
  const detail = error instanceof VendorRefused ? `${error.message}. ${error.userMessage}` : error.message;
  return problem(name, detail, 'Compare SCALEDMAIL_BASE_URL with the address in ScaledMail’s documentation.');
}
