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

/** Somebody sends an order of one SMTP domain for approval, with a name that is held elsewhere. */
export async function requestSmall(world: World, label: string, name: string, by = 'U0RITA'): Promise<void> {
  const asker = person(world, by);
  await asker.type('/scaledmail order');
  await asker.submit({
    label,
    workspace: { select: 'recNorthwind0001' },
    source: { choice: 'other' },
    providers: { choices: ['smtp'] },
  });
  await asker.submit({ default_name: 'Ada Park', domains_smtp: `${name}, https://acme.com` });
  await asker.submit({ hosting_provider: 'Namecheap', hosting_username: 'acme', hosting_password: 'secret-password' });
  await asker.submit();
}
