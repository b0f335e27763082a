import { aliasesFromText } from '../../../acts/custom_order/aliases/aliases-from-text.ts';
import type { EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import type { DraftAliases } from '../../../acts/custom_order/form/draft.ts';
import type { Drafts, OpenForm } from '../form/drafts.ts';
import { changeOwnForm, type FormOf, turnPage } from '../form/own-form.ts';
import { withTypedAliases } from '../form/typed-aliases.ts';

/** Longer lines than those of any order with every name, alias and picture at its longest. */
const MAX_KEPT = 500_000;

/** What became of a file of aliases; null when the form is forgotten or another's. */
export type AliasFileAdded =
  | { readonly ok: true; readonly form: OpenForm; readonly aliases: number }
  | { readonly ok: false; readonly form: OpenForm; readonly message: string }
  | null;

/**
 * Puts the lines of a file in the place of those that a provider has. A file of which nothing can be read changes nothing; one
 * with mistakes is kept, to be corrected on the page.
 */
export const addAliasFile =
  ({ drafts }: { readonly drafts: Drafts }) =>
  (
    of: FormOf,
    provider: EmailProvider,
    { name, text }: { readonly name: string; readonly text: string },
  ): Promise<AliasFileAdded> =>
    changeOwnForm(drafts, of, async (form, save): Promise<AliasFileAdded> => {
      const { domains, problems, kept } = aliasesFromText(text);
      const whole = problems.find(({ line }) => line === null);
      if (whole) return { ok: false, form, message: whole.message };
      if (kept.length > MAX_KEPT) return { ok: false, form, message: 'This is too long for a list of aliases.' };
      const { aliases = {} } = withTypedAliases(form.draft, { [provider]: { form: 'own', text, patterns: null } });
      const added = aliases[provider];
      const told = added ? { ...aliases, [provider]: withFile(added, name) } : aliases;
      return {
        ok: true,
        form: await turnPage({ save }, { ...form, draft: { ...form.draft, aliases: told } }),
        aliases: domains.reduce((sum, each) => sum + each.aliases.length, 0),
      };
    });

/** Whoever uploaded passwords has to delete the file in Slack as well. */
function withFile(aliases: DraftAliases, name: string): DraftAliases {
  const { leftOut } = aliases;
  return leftOut === undefined || leftOut.secrets.length === 0
    ? aliases
    : { ...aliases, leftOut: { ...leftOut, files: [name] } };
}
