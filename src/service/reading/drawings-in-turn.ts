import type { UserId } from '../../values/ids.ts';

/**
 * Draws something of one person after what is being drawn for them, so that what was asked for last is seen last: two drawings
 * on their way at once arrive in any order. What is overtaken while it waits is left out. Rejects with what its own drawing threw.
 */
export type DrawingsInTurn = (by: UserId, draw: () => Promise<void>) => Promise<void>;

/** See `DrawingsInTurn`; remembers nobody for whom nothing is drawn. */
export function drawingsInTurn(): DrawingsInTurn {
  const newest = new Map<UserId, symbol>();
  const underWay = new Map<UserId, Promise<void>>();
  return (by, draw) => {
    const self = Symbol('drawing');
    newest.set(by, self);
    const before = underWay.get(by);
    const drawIfNewest = () => (newest.get(by) === self ? draw() : undefined);
    const mine = (async () => (before ? before.then(drawIfNewest, drawIfNewest) : draw()))().finally(() => {
      if (newest.get(by) !== self) return;
      newest.delete(by);
      underWay.delete(by);
    });
    underWay.set(by, mine);
    return mine;
  };
}
