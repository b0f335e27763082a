import { expect, test } from '@jest/globals';
import { drawingsInTurn } from '../../../../src/service/reading/drawings-in-turn.ts';
import { amir, rita } from '../../../support/builders.ts';

/** Something that is drawn, and when it is there. */
function drawings() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const draw = (name: string) => () =>
    new Promise<void>((resolve, reject) => {
      begun.push(name);
      ends.set(name, (error) => (error ? reject(error) : resolve()));
    });
  return { begun, draw, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what is asked for last is drawn last, what it overtakes never, and others do not wait', async () => {
  const inTurn = drawingsInTurn();
  const { begun, draw, end } = drawings();
  const all = [
    inTurn(amir, draw('opened')),
    inTurn(amir, draw('overtaken')),
    inTurn(amir, draw('clicked')),
    inTurn(rita, draw('other')),
  ];
  await turn();
  expect(begun).toEqual(['opened', 'other']);
  end('opened');
  await turn();
  expect(begun).toEqual(['opened', 'other', 'clicked']);
  end('clicked');
  end('other');
  await Promise.all(all);
  const again = inTurn(amir, draw('again'));
  await turn();
  end('again');
  await again;
  expect(begun).toEqual(['opened', 'other', 'clicked', 'again']);
});

test('a drawing that fails tells whoever asked for it, and the next one goes on', async () => {
  const inTurn = drawingsInTurn();
  const { begun, draw, end } = drawings();
  const failing = inTurn(amir, draw('failing'));
  const next = inTurn(amir, draw('next'));
  await turn();
  end('failing', new Error('Slack is away'));
  await expect(failing).rejects.toThrow('Slack is away');
  await turn();
  end('next');
  await next;
  expect(begun).toEqual(['failing', 'next']);
});
