import type { EmailProvider, NamesNaming } from '../custom-order.ts';
import type { HowRead } from '../reading/how-read.ts';
import { readSheet } from '../reading/read-sheet.ts';
import { CLEANINGS, type Cleaning, FORM_COLUMNS } from '../reading/reading.ts';
import { sendersFrom } from '../reading/senders.ts';
import type { OrderDraft } from './draft.ts';
import { draftInput } from './draft-input.ts';

/** What was changed, left out or shared out so that a form could be read: whoever reviews it has to see that. */
export interface DraftNotes {
  readonly cleaned: readonly { readonly what: Cleaning; readonly count: number }[];
  readonly notUsed: readonly string[];
  readonly secrets: readonly string[];
  /** Chosen providers without domains, which are not ordered. */
  readonly empty: readonly EmailProvider[];
  /** Senders who take turns, and those who had none; null unless there are several and a line without one. */
  readonly inTurn: { readonly senders: readonly NamesNaming[]; readonly notNeeded: readonly NamesNaming[] } | null;
  /** Names of the files that had them. */
  readonly files: readonly string[];
}

/** What is to be told of how a form was read, of all its providers together. */
export function notesOf(draft: OrderDraft): DraftNotes {
  const senders = sendersFrom(draft.defaultName);
  let mostUnnamed = 0;
  const counts = new Map<Cleaning, number>();
  const add = (what: Cleaning, count: number) => counts.set(what, (counts.get(what) ?? 0) + count);
  for (const provider of draft.providers) {
    const { cleaned, rows } = readSheet(draft.domainText[provider] ?? '', FORM_COLUMNS);
    for (const { what, count } of cleaned) add(what, count);
    mostUnnamed = Math.max(mostUnnamed, rows.filter(({ naming }) => naming === null).length);
  }
  const ordered = new Set(draftInput(draft).lines.map(({ provider }) => provider));
  const leftOut = draft.providers.flatMap((provider) => [
    ...(draft.leftOut?.[provider] ? [draft.leftOut[provider]] : []),
    ...(draft.aliases?.[provider]?.form === 'own' && draft.aliases[provider].leftOut
      ? [draft.aliases[provider].leftOut]
      : []),
  ]);
  return {
    cleaned: CLEANINGS.flatMap((what) => {
      const count = counts.get(what) ?? 0;
      return count === 0 ? [] : [{ what, count }];
    }),
    notUsed: [...new Set(leftOut.flatMap(({ notUsed }) => notUsed))],
    secrets: [...new Set(leftOut.flatMap(({ secrets }) => secrets))],
    empty: draft.providers.filter((provider) => !ordered.has(provider)),
    inTurn:
      senders.length < 2 || mostUnnamed === 0
        ? null
        : { senders: senders.slice(0, mostUnnamed), notNeeded: senders.slice(mostUnnamed) },
    files: [...new Set(leftOut.flatMap(({ files = [] }) => files))],
  };
}

/** Most names of columns that an order keeps of each sort. Our own limit. */
const MOST_NAMES = 20;

/** How a form was read; null when it was read as it stood. */
export function howRead(draft: OrderDraft): HowRead | null {
  const { cleaned, notUsed, secrets } = notesOf(draft);
  const leftOut = draft.leftLines?.length ?? 0;
  if (cleaned.length + notUsed.length + secrets.length + leftOut === 0) return null;
  return {
    cleaned: cleaned.map((each) => ({ ...each })),
    notUsed: notUsed.slice(0, MOST_NAMES),
    secrets: secrets.slice(0, MOST_NAMES),
    leftOut,
  };
}
