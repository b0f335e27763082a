import { person } from './person.ts';
import type { World } from './world.ts';

/** Rita sends an order of three unused Google domains for approval. */
export async function requestOrder(world: World): Promise<void> {
  const rita = person(world, 'U0RITA');
  await rita.type('/scaledmail order');
  await rita.submit({
    label: 'Acme',
    workspace: { select: 'recNorthwind0001' },
    providers: { choices: ['google'] },
  });
  await rita.submit({
    default_name: 'Ada Park',
    domains_google: 'getnorthwind.com\ngonorthwind.com\nhellonorthwind.com',
  });
  await rita.submit();
}
