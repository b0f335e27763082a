import type { VendorWorkspace } from '../acts/custom_order/custom-order.ts';
import { type Config, VARIABLES } from '../config.ts';
import { AppError, VendorRefused, VendorUnavailable } from '../service/errors.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Vendor } from '../service/ports/vendor.ts';
import { type CheckResult, fine, type Guard, notChecked, problem } from './check.ts';
import { checkPrices } from './check-prices.ts';

/** All lines about ScaledMail, in order. Only reads. */
export async function checkVendor(
  config: Config['vendor'],
  deps: { readonly vendor: Vendor; readonly clock: Clock; readonly guard: Guard },
): Promise<readonly CheckResult[]> {
  const { vendor, guard } = deps;
  let workspaces: readonly VendorWorkspace[] | null = null;
  const key = await guard('ScaledMail key', () =>
    orVendorProblem('ScaledMail key', async () => {
      workspaces = await vendor.workspaces('person');
      return fine('ScaledMail key', 'ScaledMail accepts it');
    }),
  );
  const known: readonly VendorWorkspace[] | null = key.ok ? workspaces : null;
  const [offered] = known ? chosenOf(known, config.organizationId) : [];
  return [
    key,
    known ? checkWorkspaces(known, config.organizationId) : notChecked('Workspaces', 'a ScaledMail key that works'),
    offered
      ? await guard('Prices', () => orVendorProblem('Prices', () => checkPrices(deps, offered.id)))
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
