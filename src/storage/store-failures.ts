import { ZodError } from 'zod';
import { AppError, StoreUnavailable } from '../service/errors.ts';

/**
 * The same port, whose failures reach people as `StoreUnavailable`: a database that is full, read-only, gone or too slow.
 * What has a sentence of its own, and what is a mistake of ours, passes as it is.
 */
export function tellingFailures<Port extends object>(port: Port): Port {
  return new Proxy(port, {
    get: (target, property, receiver) => {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return async (...parameters: unknown[]): Promise<unknown> => {
        try {
          return await Reflect.apply(member, target, parameters);
        } catch (error) {
          if (error instanceof AppError || error instanceof ZodError || error instanceof TypeError) throw error;
          throw new StoreUnavailable(`${String(property)} failed in the store`, { cause: error });
        }
      };
    },
  });
}
