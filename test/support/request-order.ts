import { person } from './person.ts';
import type { World } from './world.ts';

const THREE_NAMES = ['getnorthwind.com', 'gonorthwind.com', 'hellonorthwind.com'];

/** Rita sends an order of unused Google domains for approval, of three unless others are named. */
export async function requestOrder(
  world: Pick<World, 'slack' | 'settle'>,
  names: readonly string[] = THREE_NAMES,
  { label = 'Acme', workspace = 'recNorthwind0001' }: { label?: string; workspace?: string | null } = {},
): Promise<void> {
  const rita = person(world, 'U0RITA');
  await rita.type('/scaledmail order');
  // Where there is one workspace, nobody is asked for it.
  const from = { ...(workspace !== null && { workspace: { select: workspace } }), source: { choice: 'scaledmail' } };
  await rita.submit({ label, ...from, providers: { choices: ['google'] } });
  await rita.submit({ default_name: 'Ada Park', domains_google: names.join('\n') });
  await rita.submit();
}

/** Somebody sends an order of one SMTP domain for approval, with a name that is held elsewhere. */
export async function requestSmall(
  world: Pick<World, 'slack' | 'settle'>,
  label: string,
  name: string,
  by = 'U0RITA',
): Promise<void> {
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
