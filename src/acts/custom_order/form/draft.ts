import { z } from 'zod';
import { Instant, Reference, TeamId, UserId } from '../../../values/ids.ts';
import { Cents } from '../../../values/money.ts';
import { NameToBuy } from '../../buy_domains/buy-domains.ts';
import { HeldForm } from '../../fill_form/held-form.ts';
import { ChosenPackage } from '../../fixed_package/chosen-package.ts';
import { AliasPattern } from '../aliases/patterns.ts';
import { CustomOrder, DomainSource, EmailProvider, VendorWorkspace } from '../custom-order.ts';
import { Quote } from '../quote.ts';
import { ColumnUse } from '../reading/reading.ts';
import { DraftLogin, LoginKind } from '../saved-login.ts';

/** Price of one domain with its mailboxes, as the vendor quotes it now. */
export const UnitPrice = z.object({ provider: EmailProvider, perDomainCents: Cents });
export type UnitPrice = z.infer<typeof UnitPrice>;

/** Hosting as typed; the login itself is sealed, and null until it is typed. */
export const DraftHosting = z.object({
  provider: z.string(),
  link: z.string(),
  loginId: z.string().nullable(),
});
export type DraftHosting = z.infer<typeof DraftHosting>;

/** A sending tool as typed; the login itself is sealed, and null until it is typed. */
export const DraftSequencer = z.object({
  provider: z.string(),
  link: z.string(),
  workspace: z.string(),
  tag: z.string(),
  loginId: z.string().nullable(),
});
export type DraftSequencer = z.infer<typeof DraftSequencer>;

/** Who names the mailboxes of a provider: ScaledMail, patterns from senders, or lines of one's own. */
export const AliasForm = z.enum(['made', 'senders', 'own']);
export type AliasForm = z.infer<typeof AliasForm>;

/** Names of the columns of a pasted sheet that are not in the kept text any more. */
export const LeftOut = z.object({
  notUsed: z.array(z.string()),
  secrets: z.array(z.string()),
  /** Names of the files that had `secrets`; absent when they were pasted. */
  files: z.array(z.string()).exactOptional(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** Who names the mailboxes of a provider. Lines and patterns are kept while they are not used. */
export const DraftAliases = z.object({
  form: AliasForm,
  /** Lines of one's own as typed, a sheet as lines. */
  text: z.string(),
  /** What is ticked; absent until somebody did. */
  patterns: z.array(AliasPattern).exactOptional(),
  /** What was left out of the text; absent when nothing was. */
  leftOut: LeftOut.exactOptional(),
});
export type DraftAliases = z.infer<typeof DraftAliases>;

/** What somebody said of columns, by the heading line of their sheet: numbers of columns from 0, and what they are. */
export const SaidColumns = z.record(z.string(), z.array(z.tuple([z.int().nonnegative(), ColumnUse])));
export type SaidColumns = z.infer<typeof SaidColumns>;

/** A file that was chosen in the form, and is not read yet. */
export const DraftUpload = z.object({ fileId: z.string().min(1), name: z.string() });
export type DraftUpload = z.infer<typeof DraftUpload>;

/** A sheet that was read, and stands in no provider's text yet: a word about its columns or its providers is missing. */
export const DraftSheet = z.object({
  name: z.string(),
  text: z.string(),
  leftOut: LeftOut,
  /** A form that was begun with a sheet has it at the first provider that is chosen, until somebody says more. */
  from: z.enum(['form', 'message_file', 'message']),
});
export type DraftSheet = z.infer<typeof DraftSheet>;

/** The last sheet that was added to the texts: its text, and which line of it became which line of a provider's text. */
export const AddedSheet = z.object({
  name: z.string(),
  text: z.string(),
  lines: z.array(z.tuple([z.int().positive(), EmailProvider, z.int().positive()])),
});
export type AddedSheet = z.infer<typeof AddedSheet>;

const MistakenName = z.object({ firstName: z.string(), lastName: z.string() });

/** A line of a form that cannot be ordered as it stands. */
export const Mistake = z.object({
  provider: EmailProvider,
  line: z.int().positive(),
  name: z.string(),
  /** The name that is meant, where that is known; it takes the place of `name`. */
  instead: z.string().nullable(),
  /** The sender as it was read, and the one that is meant; absent where that is not known, and where nothing is wrong. */
  sender: z.object({ from: MistakenName, to: MistakenName }).exactOptional(),
});
export type Mistake = z.infer<typeof Mistake>;

/** A line that was left out because of a mistake, where it stood. */
export const LeftLine = z.object({ provider: EmailProvider, line: z.int().positive(), text: z.string() });
export type LeftLine = z.infer<typeof LeftLine>;

/** A form in the making, kept on the server so that nothing typed is lost. */
export const OrderDraft = z.object({
  id: z.string().min(1),
  teamId: TeamId,
  ownerId: UserId,
  startedAt: Instant,
  /** The order that the form was filled in from. */
  follows: Reference.exactOptional(),
  workspaces: z.array(VendorWorkspace),
  unitPrices: z.array(UnitPrice),
  /** Unused names of a workspace when the form was started; absent where nobody knows. */
  unused: z.object({ workspaceId: z.string(), count: z.int().nonnegative() }).exactOptional(),
  label: z.string(),
  workspaceId: z.string().nullable(),
  source: DomainSource,
  providers: z.array(EmailProvider),
  /** Senders of lines without one, as typed: one a line, or parted by semicolons. */
  defaultName: z.string(),
  /** As typed; absent or empty for none. */
  defaultRedirect: z.string().exactOptional(),
  /** Text of each provider's field, without columns that are not used: what they hold is kept nowhere. */
  domainText: z.partialRecord(EmailProvider, z.string()),
  /** How many boxes a provider's text has been given by *Another box*; one, where nothing is said. */
  boxes: z.partialRecord(EmailProvider, z.int().positive()).exactOptional(),
  /** Said when the app may read no files: Slack then takes no page with a field for one. */
  hasNoFiles: z.literal(true).exactOptional(),
  /** A file that the texts do not have yet; absent when there is none. */
  upload: DraftUpload.exactOptional(),
  /** What was read of a file or a message, and the texts do not have yet; absent when there is nothing. */
  sheet: DraftSheet.exactOptional(),
  /** Which mailboxes lines of a sheet get that name none; absent until somebody says. */
  sheetFor: EmailProvider.exactOptional(),
  /** The sheet that was added last, until it is told what is wrong with it or the text becomes another one. */
  added: AddedSheet.exactOptional(),
  /** What was left out of the text; absent when nothing was. */
  leftOut: z.partialRecord(EmailProvider, LeftOut).exactOptional(),
  /** What its owner said of columns, here and in forms before; absent when that is nothing. */
  saidColumns: SaidColumns.exactOptional(),
  /** What is to be corrected, in the order in which it is shown; absent when nothing was found. */
  mistakes: z.array(Mistake).exactOptional(),
  /** Lines that were left out and can be put back; absent when there are none. */
  leftLines: z.array(LeftLine).exactOptional(),
  /** How many domains of each provider a plan asked for; absent for an order that was not planned. */
  planned: z.partialRecord(EmailProvider, z.int().positive()).exactOptional(),
  /** The form at ScaledMail that this one fills in, and that it is held to; absent for an order. */
  holds: HeldForm.exactOptional(),
  /** Said when names that nobody has bought yet are bought first; absent where all have to be had already. */
  isNew: z.literal(true).exactOptional(),
  /** The package that is bought; absent for mailboxes of one's own choice. */
  package: ChosenPackage.exactOptional(),
  hosting: DraftHosting.nullable(),
  /** Which saved logins are chosen, and what typed ones are to be kept as; absent where nobody said anything of it. */
  logins: z.partialRecord(LoginKind, DraftLogin).exactOptional(),
  /** As typed; absent or empty for none. */
  coupon: z.string().exactOptional(),
  /** Absent for a provider: ScaledMail makes them. */
  aliases: z.partialRecord(EmailProvider, DraftAliases).exactOptional(),
  /** Link to one picture for all mailboxes, as typed; absent or empty for none. */
  profilePicture: z.string().exactOptional(),
  /** Absent or null for none. */
  sequencer: DraftSequencer.nullable().exactOptional(),
  /**
   * What the review shows and sends, exactly; null until priced. Without a quote it costs nothing. `isFree`: it says that it is
   * sent at once, without approval.
   */
  review: z
    .object({
      purchase: CustomOrder,
      quote: Quote.nullable(),
      isFree: z.literal(true).exactOptional(),
      /** Those of its names that are bought first; absent when none is. */
      buys: z.array(NameToBuy).min(1).exactOptional(),
    })
    .nullable(),
});
export type OrderDraft = z.infer<typeof OrderDraft>;

/** What of a form concerns its sending tool: what is typed of it, and which saved login is chosen. */
export type DraftTool = Pick<OrderDraft, 'sequencer' | 'logins'>;
