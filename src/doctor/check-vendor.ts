import { type Config, VARIABLES } from '../config.ts';
import { formatCents } from '../orders/money.ts';
import { PROVIDER_FACTS } from '../orders/provider-facts.ts';
import { EMAIL_PROVIDERS, type VendorWorkspace } from '../orders/purchase.ts';
import { AppError, VendorRefused, VendorUnavailable } from '../service/errors.ts';
import type { Clock, Vendor } from '../service/ports.ts';
import { unitPrices } from '../service/vendor-prices.ts';
import { type CheckResult, fine, type Guard, notChecked, problem, warning } from './check.ts';

/** All lines about ScaledMail, in order. Only reads. */
export async function checkVendor(
  config: Config['vendor'],
  deps: { readonly vendor: Vendor; readonly clock: Clock; readonly guard: Guard },
): Promise<readonly CheckResult[]> {
  const { vendor, guard } = deps;
  let workspaces: readonly VendorWorkspace[] | null = null;
  const key = await guard('ScaledMail key', async () => {
    try {
      workspaces = await vendor.workspaces('person');
      return fine('ScaledMail key', 'ScaledMail takes it');
    } catch (error) {
      return vendorProblem('ScaledMail key', error);
    }
  });
  const known: readonly VendorWorkspace[] | null = workspaces;
  const [offered] = known ? chosenOf(known, config.organizationId) : [];
  return [
    key,
    known ? checkWorkspaces(known, config.organizationId) : notChecked('Workspaces', 'a ScaledMail key that works'),
    offered
      ? await guard('Prices', () => checkPrices(deps, offered))
      : notChecked('Prices', 'a workspace that orders can go to'),
  ];
}

const chosenOf = (workspaces: readonly VendorWorkspace[], organizationId: string | null) =>
  workspaces.filter(({ id }) => organizationId === null || id === organizationId);

/** Whether there is a workspace to order in. */
export function checkWorkspaces(workspaces: readonly VendorWorkspace[], organizationId: string | null): CheckResult {
  const name = 'Workspaces';
  const offered = chosenOf(workspaces, organizationId);
  const names = offered.map((workspace) => workspace.name).join(', ');
  if (offered.length > 0) return fine(name, organizationId === null ? names : `${names} (SCALEDMAIL_ORGANIZATION_ID)`);
  if (workspaces.length === 0) return problem(name, 'the key reaches none', 'Create a workspace in ScaledMail first.');
  const list = workspaces.map((workspace) => `${workspace.name} (${workspace.id})`).join(', ');
  const detail = `the key does not reach ${organizationId}, only ${list}`;
  return problem(name, detail, VARIABLES.SCALEDMAIL_ORGANIZATION_ID.mend);
}

/** Whether prices are in a unit that we can tell. Source: vendor notes, section 9, row 1. */
async function checkPrices(deps: { vendor: Vendor; clock: Clock }, workspace: VendorWorkspace): Promise<CheckResult> {
  const name = 'Prices';
  try {
    const prices = await unitPrices(deps, workspace.id);
    const text = prices
      .map(({ provider, perDomainCents }) => `${PROVIDER_FACTS[provider].label} ${formatCents(perDomainCents)}`)
      .join(', ');
    if (prices.length === EMAIL_PROVIDERS.length) return fine(name, `${text} a domain and month`);
    const missing = EMAIL_PROVIDERS.filter((provider) => !prices.some((price) => price.provider === provider));
    const labels = missing.map((provider) => PROVIDER_FACTS[provider].label).join(', ');
    const mend =
      'A price that could be dollars or cents is never shown: ask ScaledMail’s support about calculate-package.';
    const detail = `no price that makes sense for ${labels}; such orders are refused`;
    return prices.length === 0 ? problem(name, detail, mend) : warning(name, detail, mend);
  } catch (error) {
    return vendorProblem(name, error);
  }
}

function vendorProblem(name: string, error: unknown): CheckResult {
  if (!(error instanceof AppError)) throw error;
  if (error instanceof VendorRefused && (error.status === 401 || error.status === 403)) {
    return problem(name, `ScaledMail does not take the key (${error.status})`, VARIABLES.SCALEDMAIL_API_KEY.mend);
  }
  if (error instanceof VendorUnavailable) {
    return problem(name, error.message, 'Let this machine reach SCALEDMAIL_BASE_URL, or wait: ScaledMail may be down.');
  }
  return problem(
    name,
    `${error.userMessage} (${error.message})`,
    'Compare SCALEDMAIL_BASE_URL with ScaledMail’s documentation.',
  );
}
