import { expect, test } from '@jest/globals';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import { VendorUnavailable } from '../../../../../src/service/errors.ts';
import { namesNotThere } from '../../../../../src/service/requesting/names/where-names-are.ts';
import { aDraft } from '../../../../support/views/orders.ts';
import { inWorld } from '../../placing/placing-world.ts';

const workspaces = [
  { id: 'rec1', name: 'Northwind' },
  { id: 'rec2', name: 'Umbrella' },
];
const draft = aDraft({
  workspaces,
  workspaceId: 'rec1',
  domainText: { google: 'free.com\nused.com\nelsewhere.com\nnobodys.com' },
});

/** What is unused in the workspace of the form, and what was bought in each; null or absent where nobody answers. */
interface Answers {
  readonly unused: string[] | null;
  readonly bought: Readonly<Record<string, string[]>>;
}
const no = () => Promise.reject(new VendorUnavailable('No answer'));

async function found(answers: Answers, parts: Partial<typeof draft> = {}) {
  const told: (readonly [line: number | null, code: string, message: string])[] = [];
  await inWorld(async ({ deps }) => {
    const vendor = {
      ...deps.vendor,
      unusedPurchasedDomains: () => (answers.unused ? Promise.resolve(answers.unused) : no()),
      purchasedDomains: (id: string) => {
        const names = answers.bought[id];
        return names ? Promise.resolve(names) : no();
      },
    };
    const form = { ...draft, ...parts };
    const problems = await namesNotThere(vendor, draftInput(form), form.workspaces);
    told.push(...problems.map(({ line, code, message }) => [line, code, message] as const));
  });
  return told;
}

test('a name that is not unused is told with where it is', async () => {
  const answers = { unused: ['free.com'], bought: { rec1: ['free.com', 'used.com'], rec2: ['elsewhere.com'] } };
  expect(await found(answers)).toEqual([
    [2, 'domain_in_use', 'used.com is in use at ScaledMail already.'],
    [3, 'domain_in_other_workspace', 'elsewhere.com is in the workspace Umbrella, not in Northwind.'],
    [4, 'domain_not_purchased', 'nobodys.com is not bought through ScaledMail yet.'],
  ]);
});

test.each<[string, Answers]>([
  ['what is bought', { unused: ['free.com'], bought: { rec2: [] } }],
  ['another workspace', { unused: ['free.com'], bought: { rec1: [] } }],
])('where %s cannot be read, nothing is claimed', async (_what, answers) => {
  const all = await found(answers);
  expect(all.map(([line]) => line)).toEqual([2, 3, 4]);
  for (const [, , message] of all) expect(message).toMatch(/is not among the unused domains of Northwind\.$/);
});

test('domains held elsewhere are not looked for', async () => {
  expect(await found({ unused: null, bought: {} }, { source: 'other' })).toEqual([]);
});

test('without the unused names nothing can be said', async () => {
  await expect(found({ unused: null, bought: {} })).rejects.toThrow(VendorUnavailable);
});
