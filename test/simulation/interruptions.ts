import { pausePlacing, resumePlacing } from '../../src/service/deciding/pause-placing.ts';
import { amir, aPolicy, bea, team } from '../support/builders.ts';
import type { StoryWorld } from './story-world.ts';
import { vendorOrderChanges } from './vendor-changes.ts';
import { NO_SENSES } from './witness.ts';

/** Lets something happen that processes read about, at the moment in which one of them is about to do something; tells what. */
export async function interruption(story: StoryWorld): Promise<string> {
  const { random } = story;
  const kind = random.below(story.kind.endsOrders ? 7 : 6);
  if (kind < 2) return switched(story, true);
  if (kind < 3) return (await story.isComparing()) ? 'nothing' : switched(story, false);
  if (kind < 4) {
    const factor = random.pick([0.9, 1, 1.1]);
    story.vendor.setPriceFactor(factor);
    return `prices are ${factor} of the usual`;
  }
  if (kind > 5) return vendorOrderChanges(story);
  const members = story.slack.approverGroup().length > 0 ? [] : [bea];
  story.setApproverGroup(members);
  return `the group of approvers is ${members.join() || 'empty'}`;
}

/** Through a process that has a good moment: the answer to the command is there at once, or the command failed. */
async function switched(story: StoryWorld, isPaused: boolean): Promise<string> {
  const { settings, slack, witness } = story;
  const deps = {
    orders: witness.watchOrders(story.orders, { senses: () => NO_SENSES, policy: () => story.policy }),
    settings,
    directory: slack.directory,
    policy: aPolicy(),
    policyInForce: { isNewest: async () => true },
    teamId: team,
    clock: { now: () => new Date(story.nowMs) },
    nudge: () => {},
  };
  try {
    if (isPaused) {
      const told = witness.pausing();
      await pausePlacing(deps)(amir, 'Somebody looks into it');
      told();
    } else {
      const isOver = witness.resuming();
      await resumePlacing(deps)(amir).finally(isOver);
    }
    return `${amir} ${isPaused ? 'pauses' : 'resumes'} placing`;
  } catch {
    return `${amir} tries to ${isPaused ? 'pause' : 'resume'} placing, and Slack does not answer`;
  }
}
