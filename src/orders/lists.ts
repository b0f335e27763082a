import { z } from 'zod';
import type { Order } from './order.ts';

/** Lists that stand on Home. */
export const HOME_LISTS = ['to_decide', 'mine', 'running'] as const;
export type HomeList = (typeof HOME_LISTS)[number];

/** Lists that people page through: what waits for somebody's decision, what they asked for, what runs, and all they may see. */
export const OrderList = z.enum([...HOME_LISTS, 'all']);
export type OrderList = z.infer<typeof OrderList>;

/** A place in a list, counted from 0. */
export const ListPlace = z.object({ list: OrderList, offset: z.int().nonnegative() });
export type ListPlace = z.infer<typeof ListPlace>;

/** What Home shows: a place in a list, or what everything costs. */
export const HomePlace = z.union([ListPlace, z.object({ tab: z.literal('spend') })]);
export type HomePlace = z.infer<typeof HomePlace>;

/** Rows of a page. */
export const ROWS_PER_PAGE = 10;

/** A page of a list, which has `total` orders in all. */
export interface ListPage extends ListPlace {
  readonly total: number;
  readonly orders: readonly Order[];
}
