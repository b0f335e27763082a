import type { Config } from '../config.ts';
import type { Log } from '../service/ports/log.ts';
import { erasedIn, eraseInOrder } from '../storage/content/erase-in-order.ts';
import type { StoreEraser } from '../storage/content/eraser.ts';
import { openEraser, openSource } from '../storage/content/open-content.ts';
import type { StoreRecord } from '../storage/content/record.ts';
import { StoreUnreadable } from '../storage/order-reader.ts';
import { jsonOf } from '../storage/rows/stored-json.ts';
import { TeamId, type UserId } from '../values/ids.ts';

/** What became of a person in a store. */
export interface Erased {
  readonly orders: number;
  readonly stubs: number;
  /** Forms and plans that they did not send, and what was remembered for them alone. */
  readonly dropped: number;
  /** Settings and findings in which nobody stands in their place now. */
  readonly elsewhere: number;
  /** Orders that keep them, by why. */
  readonly kept: Readonly<Record<'open' | 'first_form' | 'unreadable', readonly string[]>>;
  /** Written by others at the same moment, again and again. */
  readonly busy: number;
}

/** Values that are somebody's alone, and of no use without them. */
const OWN = /^(?:draft|plan|columns|drafts-of):/;
/** The bot writes meanwhile: what changed in between is tried again so often. */
const TRIES = 3;

/** Takes a person out of a store, beside running bots. What names them in no way stays as it is, byte for byte. */
export async function erasePerson(options: {
  readonly store: Config['store'];
  readonly teamId: TeamId | null;
  readonly person: UserId;
  readonly log: Log;
}): Promise<Erased> {
  const found = { orders: 0, stubs: 0, dropped: 0, elsewhere: 0, busy: 0 };
  const kept = { open: new Set<string>(), first_form: new Set<string>(), unreadable: new Set<string>() };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const source = await openSource(options);
    const { teamId } = source;
    if (options.store.kind === 'redis' && teamId === null) throw new StoreUnreadable('Say whose store it is: --team.');
    const eraser = await openEraser({ ...options, teamId: teamId ?? NO_TEAM });
    found.busy = 0;
    try {
      for (const record of await namingIn(source.records(), options.person))
        await eraseIn(eraser, record, options.person);
    } finally {
      await source.close();
      await eraser.close();
    }
    if (found.busy === 0) break;
  }
  return {
    ...found,
    kept: { open: [...kept.open], first_form: [...kept.first_form], unreadable: [...kept.unreadable] },
  };

  async function eraseIn(eraser: StoreEraser, record: StoreRecord, person: UserId): Promise<void> {
    const noted = (isWritten: boolean, what: 'orders' | 'stubs' | 'dropped' | 'elsewhere') => {
      if (isWritten) found[what] += 1;
      else found.busy += 1;
    };
    switch (record.kind) {
      case 'order': {
        const erased = eraseInOrder(record, person);
        if (erased.type === 'kept') kept[erased.why].add(record.reference);
        if (erased.type === 'erased') noted(await eraser.order(record, erased.record), 'orders');
        return;
      }
      case 'stub':
        noted(await eraser.stub(record, erasedText(record.text, person)), 'stubs');
        return;
      case 'value': {
        const isOwn = record.key.split(':').includes(person) || OWN.test(record.key);
        const text = isOwn ? null : erasedText(record.value, person);
        noted(await eraser.value(record, text), isOwn ? 'dropped' : 'elsewhere');
        return;
      }
      case 'watch':
        noted(await eraser.watch(record, (text) => erasedText(text, person)), 'elsewhere');
        return;
      case 'claim':
      case 'attempt':
      case 'gone':
    }
  }
}

/** The embedded store keeps what is of one team, and does not say of which. */
const NO_TEAM = TeamId.parse('T0NOBODY');

const erasedText = (text: string, person: UserId): string => JSON.stringify(erasedIn(jsonOf(text), person));

/** The records that name somebody: they are read as a whole before the first is written, as a store that is read shows one moment. */
async function namingIn(records: AsyncIterable<StoreRecord>, person: UserId): Promise<StoreRecord[]> {
  const naming = new Map<string, StoreRecord>();
  for await (const record of records) {
    const key = `${record.kind} ${'reference' in record ? record.reference : JSON.stringify(record)}`;
    if (isNaming(record, person)) naming.set(key, record);
    else if (record.kind === 'order') naming.delete(key);
  }
  return [...naming.values()];
}

function isNaming(record: StoreRecord, person: UserId): boolean {
  const named = `"${person}"`;
  switch (record.kind) {
    case 'order':
      return [record.row?.content ?? '', ...record.history].some((text) => text.includes(named));
    case 'stub':
    case 'watch':
      return record.text.includes(named);
    case 'value':
      return record.key.split(':').includes(person) || record.value.includes(named);
    case 'claim':
    case 'attempt':
    case 'gone':
      return false;
  }
}
