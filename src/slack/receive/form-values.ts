import type { FormField } from '../../../views/ids.ts';
import { DomainSource, EMAIL_PROVIDERS, type EmailProvider } from '../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import type { StateValues } from './payloads.ts';

/** What stands in the fields of a form: text of an input, or the values of what is chosen. */
export interface FormValues {
  /** Text of a field; null when the field is not on the page or Slack left it out. An empty field is ''. */
  text(field: FormField): string | null;
  /** Chosen values of a field; null as above. */
  chosen(field: FormField): string[] | null;
}

/** Reads `state.values` of one of our forms: the field is the part of the block id before the fill count. */
export function formValues(values: StateValues): FormValues {
  const fields = new Map(
    Object.entries(values).map(([blockId, actions]) => [blockId.replace(/\.\d+$/, ''), Object.values(actions)[0]]),
  );
  return {
    text: (field) => {
      const value = fields.get(field);
      return value ? (value.value ?? '') : null;
    },
    chosen: (field) => {
      const value = fields.get(field);
      if (!value) return null;
      if (value.selected_options) return value.selected_options.map((option) => option.value);
      return value.selected_option ? [value.selected_option.value] : [];
    },
  };
}

/** The draft with everything that the page holds; fields of other pages stay as they were. */
export function withFormValues(draft: OrderDraft, values: FormValues): OrderDraft {
  const providers = values.chosen('providers');
  const workspaceId = values.chosen('workspace');
  return {
    ...draft,
    label: values.text('label') ?? draft.label,
    workspaceId: workspaceId ? (workspaceId[0] ?? null) : draft.workspaceId,
    source: DomainSource.safeParse(values.chosen('source')?.[0]).data ?? draft.source,
    providers: providers ? EMAIL_PROVIDERS.filter((provider) => providers.includes(provider)) : draft.providers,
    defaultName: values.text('default_name') ?? draft.defaultName,
    domainText: perProvider((provider) => values.text(`domains_${provider}`) ?? draft.domainText[provider]),
    pickedNames: perProvider((provider) => values.chosen(`picked_${provider}`) ?? draft.pickedNames[provider]),
    hosting: hostingOf(draft, values),
  };
}

function perProvider<Value>(
  read: (provider: EmailProvider) => Value | undefined,
): Partial<Record<EmailProvider, Value>> {
  const filled: Partial<Record<EmailProvider, Value>> = {};
  for (const provider of EMAIL_PROVIDERS) {
    const value = read(provider);
    if (value !== undefined) filled[provider] = value;
  }
  return filled;
}

function hostingOf(draft: OrderDraft, values: FormValues): OrderDraft['hosting'] {
  const provider = values.text('hosting_provider');
  const link = values.text('hosting_link');
  if (provider === null && link === null) return draft.hosting;
  return {
    provider: provider ?? draft.hosting?.provider ?? '',
    link: link ?? draft.hosting?.link ?? '',
    loginId: draft.hosting?.loginId ?? null,
  };
}
