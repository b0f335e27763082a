import { z } from 'zod';
import type { VendorSettings } from '../http/protocol.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What the local vendor does unless told otherwise: the column "Assume" of docs/vendor/notes.md, "Where the docs and
 * live observations disagree". Set-up takes two days; the vendor says two to four.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export const DEFAULT_SETTINGS: VendorSettings = {
  priceUnit: 'dollars',
  key: 'accepted',
  wrapInData: true,
  priceChangePercent: 0,
  spendAnswer: 'empty',
  changeAnswer: 'empty',
  changesAppliedAfterMs: null,
  cancelAnswer: 'message',
  cancelListedAfterMs: 0,
  cancellingWord: null,
  searchMaximum: 10,
  allowBuy: false,
  allowMailboxesPerDomain: false,
  workspacesPath: '/organizations',
  orderVisibleAfterMs: 0,
  setUpMs: 2 * DAY_MS,
  stuckDomains: 0,
  amountOffPercent: 0,
  minimumMonthlyVolume: 500,
  acceptsUsedNames: false,
  tagLetters: 'as_sent',
  tagInDetails: 'shown',
  hasCreationDates: true,
  statusWords: {},
  clockOffsetMs: 0,
  hasOddRows: false,
  hasBlankOrder: false,
  domainsWithoutMailboxes: 0,
  soldStock: [],
  namesListedAfterMs: 0,
  takenNames: [],
  namesRegistered: null,
  workspaceNames: {},
  formListedAfterMs: 0,
  withdrawnPackages: [],
  hiddenOrders: [],
  senderModes: ['name_only', 'name_and_alias'],
  mailboxList: 'as_is',
  createWorkspacePath: '/organizations',
  createWorkspaceAnswer: 'organization',
  workspacesListedAfterMs: 0,
};

const DurationMs = z.number().min(0);
const Percent = z.number().min(-100).max(1000);

/** Body of `POST /control/settings`: any part of the settings; unknown names are refused. */
export const SettingsChange = z.strictObject({
  priceUnit: z.enum(['dollars', 'cents']).optional(),
  key: z.enum(['accepted', 'revoked', 'forbidden']).optional(),
  wrapInData: z.boolean().optional(),
  priceChangePercent: Percent.optional(),
  spendAnswer: z.enum(['empty', 'success', 'with_id']).optional(),
  changeAnswer: z.enum(['empty', 'success', 'other', 'no_success', 'forgotten']).optional(),
  changesAppliedAfterMs: DurationMs.nullable().optional(),
  cancelAnswer: z.enum(['message', 'success', 'empty', 'other', 'no_success']).optional(),
  cancelListedAfterMs: DurationMs.optional(),
  cancellingWord: z.string().nullable().optional(),
  searchMaximum: z.union([z.literal(10), z.literal(30)]).optional(),
  allowBuy: z.boolean().optional(),
  allowMailboxesPerDomain: z.boolean().optional(),
  workspacesPath: z.enum(['/organizations', '/workspaces']).optional(),
  orderVisibleAfterMs: DurationMs.optional(),
  setUpMs: DurationMs.optional(),
  stuckDomains: z.int().min(0).optional(),
  amountOffPercent: Percent.optional(),
  minimumMonthlyVolume: z.number().min(0).optional(),
  acceptsUsedNames: z.boolean().optional(),
  tagLetters: z.enum(['as_sent', 'capitals']).optional(),
  tagInDetails: z.enum(['shown', 'empty', 'null', 'absent']).optional(),
  hasCreationDates: z.boolean().optional(),
  statusWords: z.record(z.string(), z.string()).optional(),
  clockOffsetMs: z.number().optional(),
  hasOddRows: z.boolean().optional(),
  hasBlankOrder: z.boolean().optional(),
  domainsWithoutMailboxes: z.int().min(0).optional(),
  soldStock: z.array(z.string()).optional(),
  namesListedAfterMs: DurationMs.optional(),
  takenNames: z.array(z.string()).optional(),
  namesRegistered: z.int().min(0).nullable().optional(),
  workspaceNames: z.record(z.string(), z.string().min(1).nullable()).optional(),
  formListedAfterMs: DurationMs.optional(),
  withdrawnPackages: z.array(z.string()).optional(),
  hiddenOrders: z.array(z.string()).optional(),
  senderModes: z.array(z.enum(['name_only', 'name_and_alias'])).optional(),
  createWorkspacePath: z.enum(['/organizations', '/workspaces', '/create-workspace']).optional(),
  createWorkspaceAnswer: z.enum(['organization', 'empty', 'html', 'no_success', 'forgotten']).optional(),
  workspacesListedAfterMs: DurationMs.optional(),
  mailboxList: z.enum(['as_is', 'without_names', 'with_ghosts', 'without_addresses']).optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

/** `settings` with the named parts replaced; a part that is undefined stays as it is. */
export function withSettings(settings: VendorSettings, change: SettingsChange): VendorSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...settings, ...given };
}
