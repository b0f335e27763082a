import { boxField, type FormField, NO_SAVED_LOGIN, PATTERN_GROUPS, SHARING } from '../../../views/form-fields.ts';
import { ALIAS_PATTERNS } from '../../acts/custom_order/aliases/patterns.ts';
import { EMAIL_PROVIDERS, type EmailProvider } from '../../acts/custom_order/custom-order.ts';
import { BOXES, joinedBoxes } from '../../acts/custom_order/form/boxes.ts';
import { AliasForm } from '../../acts/custom_order/form/draft.ts';
import { ColumnUse, type ColumnUses } from '../../acts/custom_order/reading/reading.ts';
import { LOGIN_KINDS } from '../../acts/custom_order/saved-login.ts';
import type { TypedAliases } from '../../service/requesting/form/typed-aliases.ts';
import type { TypedFields } from '../../service/requesting/form/typed-fields.ts';
import type { FileNamed, StateValues } from './payloads.ts';

/** What stands in the fields of a form: text of an input, or the values of what is chosen. */
export interface FormValues {
  /** Text of a field; null when the field is not on the page or Slack left it out. An empty field is ''. */
  text(field: FormField): string | null;
  /** Chosen values of a field; null as above. */
  chosen(field: FormField): string[] | null;
  /** How often the form was filled in when the page was drawn, by a field whose name begins so; null when none is on it. */
  fillOf(beginning: string): number | null;
  /** The files of a field; none when it is empty or not on the page. */
  files(field: FormField): readonly FileNamed[];
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
    fillOf: (beginning) => {
      const blockId = Object.keys(values).find((id) => id.startsWith(beginning));
      return blockId === undefined ? null : Number(blockId.replace(/^.*\./, ''));
    },
    files: (field) => fields.get(field)?.files ?? [],
  };
}

/** What is typed and chosen on a page of the order form. */
export const typedFields = (values: FormValues): TypedFields => ({
  label: values.text('label'),
  workspaceIds: values.chosen('workspace'),
  source: values.chosen('source')?.[0] ?? null,
  providers: values.chosen('providers'),
  defaultName: values.text('default_name'),
  defaultRedirect: values.text('default_redirect'),
  domainText: perProvider((provider) => {
    const boxes = BOXES.map((box) => values.text(boxField(provider, box))).filter((text) => text !== null);
    return boxes.length === 0 ? null : joinedBoxes(boxes);
  }),
  corrected: perProvider((provider) => values.text(`wrong_${provider}`)),
  correctedOf: values.fillOf('wrong_'),
  addedNames: perProvider((provider) => values.chosen(`picked_${provider}`)),
  hostingProvider: values.text('hosting_provider'),
  hostingLink: values.text('hosting_link'),
  logins: typedLogins(values),
  coupon: values.text('coupon'),
  profilePicture: values.text('profile_picture'),
  aliases: perProvider((provider) => typedAliases(values, provider)),
  upload: uploadIn(values.files('file')),
  sheetFor: values.chosen('file_for'),
  sequencer: typedSequencer(values),
});

const uploadIn = ([file]: readonly FileNamed[]): TypedFields['upload'] =>
  file ? { fileId: file.id, name: file.name || 'the file' } : null;

/** The boxes of a provider as one text, and what is ticked in all groups of patterns. */
function typedAliases(values: FormValues, provider: EmailProvider): TypedAliases | null {
  const form = AliasForm.safeParse(values.chosen(`alias_form_${provider}`)?.[0]);
  if (!form.success) return null;
  const boxes = BOXES.flatMap((box) => values.text(`aliases_${provider}_${box}`) ?? []);
  const groups = PATTERN_GROUPS.flatMap((group) => {
    const ticked = values.chosen(`alias_patterns_${provider}_${group}`);
    return ticked === null ? [] : [ticked];
  });
  return {
    form: form.data,
    text: boxes.length === 0 ? null : joinedBoxes(boxes),
    patterns: groups.length === 0 ? null : ALIAS_PATTERNS.filter((pattern) => groups.flat().includes(pattern)),
  };
}

function typedSequencer(values: FormValues): TypedFields['sequencer'] {
  const provider = values.text('sequencer_provider');
  if (provider === null) return null;
  const text = (field: FormField) => values.text(field) ?? '';
  const [link, workspace, tag] = [text('sequencer_link'), text('sequencer_workspace'), text('sequencer_tag')];
  return { provider, link, workspace, tag };
}

/** What is said of saved logins, by each kind that is on the page. */
function typedLogins(values: FormValues): TypedFields['logins'] {
  const said = LOGIN_KINDS.flatMap((kind) => {
    const keepAs = values.text(`${kind}_keep`);
    if (keepAs === null) return [];
    const [choice = null] = values.chosen(`${kind}_saved`) ?? [];
    const isShared = values.chosen(`${kind}_sharing`)?.[0] === SHARING.others;
    return [[kind, { choice: choice === NO_SAVED_LOGIN ? null : choice, keepAs, isShared }] as const];
  });
  return Object.fromEntries(said);
}

/** Most columns of a sheet that are asked about. */
const MOST_COLUMNS = 100;

/** What was said of columns, on the page that asks; no entry for a provider of which it asks nothing. */
export function saidColumns(values: FormValues): NonNullable<TypedFields['columns']> {
  const file = usesOf(values, 'file');
  return { ...perProvider((provider) => usesOf(values, provider)), ...(file === null ? {} : { file }) };
}

function usesOf(values: FormValues, text: EmailProvider | 'file'): ColumnUses | null {
  const uses = Array.from({ length: MOST_COLUMNS }, (_, index) => index).flatMap((index) => {
    const use = ColumnUse.safeParse(values.chosen(`column_${text}_${index}`)?.[0]);
    return use.success ? [[index, use.data] as const] : [];
  });
  return uses.length === 0 ? null : new Map(uses);
}

function perProvider<Value>(read: (provider: EmailProvider) => Value | null): Partial<Record<EmailProvider, Value>> {
  const filled: Partial<Record<EmailProvider, Value>> = {};
  for (const provider of EMAIL_PROVIDERS) {
    const value = read(provider);
    if (value !== null) filled[provider] = value;
  }
  return filled;
}
