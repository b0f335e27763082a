import { z } from 'zod';
import type { Kept } from '../../service/unfinished.ts';

const Named = z.object({ deliveryId: z.string().optional() });

/** What Bolt hands on to the listener beside the body: the id of the delivery, when it is remembered. */
export const ofDelivery = ({ id }: Pick<Kept, 'id'>): Record<string, string> => (id === null ? {} : { deliveryId: id });

/** The id that `ofDelivery` handed on; null when there is none. Takes Bolt's context. */
export const deliveryIn = (context: unknown): string | null => Named.safeParse(context).data?.deliveryId ?? null;
