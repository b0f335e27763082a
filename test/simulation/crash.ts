import type { Random } from './random.ts';

/** The process died at this point. Nothing after it runs; nobody catches it but the simulation. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Decides at every call through a port what happens to the process there. */
export interface CrashPlan {
  isArmed: boolean;
  readonly points: string[];
  /** Calls under way that do not stand still. */
  moving: number;
  /** Resolves when virtual time has moved on: the process stood still meanwhile, as in a long pause of its machine. */
  readonly pause: ((point: string) => Promise<void>) | null;
  /** How likely it is that a call is where a process stands still, and a paid one. */
  readonly toStand: number;
  readonly toStandAtPaidCall: number;
  /** Something happens elsewhere before the call takes effect, and no time passes. */
  readonly interrupt: (() => Promise<void>) | null;
}

const CHANCES = { toDie: 0.01, toBeInterrupted: 0.1 };
/** Where it matters most that nothing is sent late, and what an answer means that comes late. */
export const PAID_CALL = 'vendor.carryOut';
/** Between the reads of a placing and its intent it matters what happens elsewhere. */
const MAY_BE_INTERRUPTED = /^(vendor|directory|switch)\.|^orders\.replaceWithIntent$/;

/** Whether a member of a port only tells or keeps what the process knows, at once: nobody can die there. */
export const isNoCall = (property: string | symbol): boolean =>
  property === 'clockOffsetMs' || property === 'workspacePath' || property === 'lookedInVain';

/**
 * Wraps a port so that each of its calls may be where the process dies or stands still: before it took effect, or after it
 * did and before anybody learns of it. Other things may happen right before it. A dead process makes no more calls at all.
 */
export function crashing<Port extends object>(
  name: string,
  port: Port,
  plan: CrashPlan,
  random: Random,
  isDead: { value: boolean },
): Port {
  /** Something that takes no virtual time. */
  const moved = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    plan.moving += 1;
    try {
      return await work();
    } finally {
      plan.moving -= 1;
    }
  };
  const fateAt = (point: string) => {
    const dies = plan.isArmed && random.chance(CHANCES.toDie);
    const diesWhen = random.pick(['before', 'after'] as const);
    const stands =
      plan.isArmed && plan.pause !== null && random.chance(point === PAID_CALL ? plan.toStandAtPaidCall : plan.toStand);
    // A paid call that is begun late is not sent at all; more happens when its answer comes late.
    const sides =
      point === PAID_CALL ? (['before', 'after', 'after', 'after'] as const) : (['before', 'after'] as const);
    const standsWhen = stands ? random.pick(sides) : null;
    return async (when: 'before' | 'after') => {
      if (dies && when === diesWhen) {
        isDead.value = true;
        plan.points.push(`${when} ${point}`);
        throw new Crash(`${when} ${point}`);
      }
      if (when === standsWhen) await plan.pause?.(point);
      if (isDead.value) throw new Crash('dead');
    };
  };
  return new Proxy(port, {
    get: (target, property, receiver) => {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function' || isNoCall(property)) return member;
      return async (...parameters: unknown[]) => {
        if (isDead.value) throw new Crash('dead');
        const point = `${name}.${String(property)}`;
        const meet = fateAt(point);
        await meet('before');
        const { interrupt } = plan;
        const mayBe = interrupt !== null && plan.isArmed && MAY_BE_INTERRUPTED.test(point);
        if (mayBe && random.chance(CHANCES.toBeInterrupted)) await moved(interrupt);
        const answer: unknown = await moved(async () => Reflect.apply(member, target, parameters));
        await meet('after');
        return answer;
      };
    },
  });
}
