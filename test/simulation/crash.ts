import type { Random } from './random.ts';

/** The process died at this point. Nothing after it runs; nobody catches it but the simulation. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Decides at every call through a port whether the process dies there, before or after the call took effect. */
export interface CrashPlan {
  isArmed: boolean;
  readonly points: string[];
  /** Calls under way that do not stand still. */
  moving: number;
  /** Resolves when virtual time has moved on: the process stood still meanwhile, as in a long pause of its machine. */
  readonly pause: (() => Promise<void>) | null;
}

/**
 * Wraps a port so that each of its calls may be where the process dies: before it took effect, or after it did and before
 * anybody learns of it. A dead process makes no more calls at all.
 */
export function crashing<Port extends object>(
  name: string,
  port: Port,
  plan: CrashPlan,
  random: Random,
  isDead: { value: boolean },
): Port {
  return new Proxy(port, {
    get: (target, property, receiver) => {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return async (...parameters: unknown[]) => {
        if (isDead.value) throw new Crash('dead');
        const point = `${name}.${String(property)}`;
        const dies = plan.isArmed && random.chance(0.01);
        const when = random.pick(['before', 'after'] as const);
        const die = () => {
          isDead.value = true;
          plan.points.push(`${when} ${point}`);
          throw new Crash(`${when} ${point}`);
        };
        if (dies && when === 'before') die();
        if (plan.isArmed && plan.pause && random.chance(0.03)) await plan.pause();
        if (isDead.value) throw new Crash('dead');
        plan.moving += 1;
        try {
          const answer: unknown = await Reflect.apply(member, target, parameters);
          if (dies) die();
          if (isDead.value) throw new Crash('dead');
          return answer;
        } finally {
          plan.moving -= 1;
        }
      };
    },
  });
}
