import type { FileTrouble } from '../../../src/acts/custom_order/sheets/file-trouble.ts';
import { inPlain } from '../text.ts';

/** Most code points of a file's name. */
const MAX_NAME = 60;

/** A file's name as plain text. */
export const fileName = (name: string): string => inPlain(name, MAX_NAME);

const WORDS = {
  spreadsheet: (name) => `${name} is a spreadsheet. Save it as CSV (in Excel: “CSV UTF-8”), and upload that.`,
  wrong_type: (name) => `${name} is no sheet that can be read. Save the list as CSV or TSV, and upload that.`,
  too_large: (name) => `${name} is larger than 2 MB. Split it into several.`,
  empty: (name) => `${name} is empty.`,
  other_encoding: (name) => `${name} was saved in another encoding. Save it as CSV UTF-8, and upload it again.`,
  gone: (name) => `${name} is not in Slack any more. Upload it again.`,
  hidden: (name) => `Slack hides ${name}, because it is older than what this Slack plan shows. Upload it again.`,
  elsewhere: (name) => `${name} is only linked in Slack, and kept elsewhere. Save it as CSV, and upload that.`,
  not_visible: (name) => `Slack does not show ${name} to this app. Upload it in the form.`,
  no_permission: (name) =>
    `Slack does not let this app read ${name} yet: who runs it has to install it again with all permissions of its manifest (files:read). Paste the lines until then.`,
  not_ready: (name) => `Slack has not finished with ${name}. Try again in a moment.`,
} satisfies Record<FileTrouble, (name: string) => string>;

/** Why a file was not taken, as plain text, and what would help. */
export const fileTroubleText = (trouble: FileTrouble, name: string): string => WORDS[trouble](fileName(name));
