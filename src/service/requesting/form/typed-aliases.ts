import { aliasesFromText } from '../../../acts/custom_order/aliases/aliases-from-text.ts';
import type { AliasPattern } from '../../../acts/custom_order/aliases/patterns.ts';
import { EMAIL_PROVIDERS, type EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import type { AliasForm, DraftAliases, OrderDraft } from '../../../acts/custom_order/form/draft.ts';

/** What stands on the page with aliases for a provider; null for a part that is not drawn. */
export interface TypedAliases {
  readonly form: AliasForm;
  readonly text: string | null;
  readonly patterns: readonly AliasPattern[] | null;
}

/** The aliases of a draft with what is typed; what is not on the page stays as it was. */
export function withTypedAliases(
  { aliases = {} }: OrderDraft,
  typed: Readonly<Partial<Record<EmailProvider, TypedAliases>>>,
): Pick<OrderDraft, 'aliases'> {
  const kept = { ...aliases };
  for (const provider of EMAIL_PROVIDERS) {
    const filled = typed[provider];
    if (filled) kept[provider] = together(kept[provider], filled);
  }
  return Object.keys(kept).length === 0 ? {} : { aliases: kept };
}

function together(before: DraftAliases | undefined, { form, text, patterns }: TypedAliases): DraftAliases {
  const ticked = patterns ?? before?.patterns;
  return {
    form,
    ...(text === null ? asBefore(before) : withoutUnused(before, text)),
    ...(ticked === undefined ? {} : { patterns: [...ticked] }),
  };
}

const asBefore = (before: DraftAliases | undefined): Pick<DraftAliases, 'text' | 'leftOut'> => ({
  text: before?.text ?? '',
  ...(before?.leftOut === undefined ? {} : { leftOut: before.leftOut }),
});

/** A text without columns that are not used, which may hold passwords; what was left out of it before is still told. */
function withoutUnused(before: DraftAliases | undefined, text: string): Pick<DraftAliases, 'text' | 'leftOut'> {
  const { kept, notUsed, secrets } = aliasesFromText(text);
  if (notUsed.length + secrets.length > 0) {
    return { text: kept, leftOut: { notUsed: [...notUsed], secrets: [...secrets] } };
  }
  return kept.trim() === '' ? { text: kept } : { ...asBefore(before), text: kept };
}
