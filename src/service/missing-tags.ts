import { TagsAccepted } from '../orders/tags-accepted.ts';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';

/** Under this key that stands among the settings, without an end. */
const TAGS_ACCEPTED_KEY = 'tags_missing_accepted';

/** Null while nobody accepted it. */
export async function tagsAcceptedIn(settings: Pick<KeyValueStore, 'get'>): Promise<TagsAccepted | null> {
  const text = await settings.get(TAGS_ACCEPTED_KEY);
  return text === null ? null : TagsAccepted.parse(JSON.parse(text));
}

/** Keeps the first acceptance, and says whether this is it. */
export const keepTagsAccepted = (settings: KeyValueStore, accepted: TagsAccepted): Promise<boolean> =>
  settings.setIfAbsent(TAGS_ACCEPTED_KEY, JSON.stringify(accepted), null);
