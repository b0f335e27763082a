import { parseDomainName } from '../custom_order/rules/domain-name.ts';

/** What somebody said of the new name of a domain: chosen of those that were bought, or typed; empty for neither. */
export interface SaidName {
  readonly chosen: string;
  readonly elsewhere: string;
}

/** The name that a domain is to get, and whether it is held elsewhere; or what is wrong, at the field that it is wrong in. */
export type NewName =
  | { readonly ok: true; readonly name: string; readonly isElsewhere: boolean }
  | { readonly ok: false; readonly field: keyof SaidName; readonly message: string };

/** What of the domain's order matters for it: its name, those of its neighbours, and what was bought and is unused. */
export interface NamesAround {
  readonly domain: string;
  readonly others: readonly string[];
  readonly unused: readonly string[];
}

/** Reads what was said of a new name. A name that is typed and was bought through ScaledMail counts as bought. Pure. */
export function readNewName({ domain, others, unused }: NamesAround, said: SaidName): NewName {
  const [chosen, elsewhere] = [said.chosen.trim(), said.elsewhere.trim()];
  const field = chosen === '' && (elsewhere !== '' || unused.length === 0) ? 'elsewhere' : 'chosen';
  const wrong = (message: string): NewName => ({ ok: false, field, message });
  if (chosen !== '' && elsewhere !== '')
    return {
      ok: false,
      field: 'elsewhere',
      message: 'A name is chosen above. Please leave this empty, or choose none.',
    };
  if (chosen === '' && elsewhere === '') return wrong('Please say which name it gets.');
  const wanted = `${chosen}${elsewhere}`.toLowerCase();
  if (unused.includes(wanted)) return { ok: true, name: wanted, isElsewhere: false };
  const parsed = parseDomainName(wanted);
  if (!parsed.ok) return wrong(parsed.message);
  const { name } = parsed;
  if (name === domain) return wrong(`${name} is its name already.`);
  if (unused.includes(name)) return { ok: true, name, isElsewhere: false };
  if (others.includes(name)) return wrong(`${name} is another domain of the same order.`);
  if (field === 'chosen')
    return wrong(
      `${name} is not among the names that were bought through ScaledMail in this workspace and that nothing uses.`,
    );
  return { ok: true, name, isElsewhere: true };
}
