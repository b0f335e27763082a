/** Pairs items with their place, the only identity that parts of a message have: they are replaced as a whole. */
export function keyed<Item>(items: readonly Item[]): { key: string; item: Item }[] {
  return items.map((item, index) => ({ key: String(index), item }));
}
