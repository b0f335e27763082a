import { z } from 'zod';
import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import type { Order } from '../order.ts';

/** Lists that stand on Home. */
export const HOME_LISTS = ['to_decide', 'mine', 'running'] as const;
export type HomeList = (typeof HOME_LISTS)[number];

/** Lists that people page through: what waits for somebody's decision, what they asked for, what runs, and all they may see. */
export const OrderList = z.enum([...HOME_LISTS, 'all']);
export type OrderList = z.infer<typeof OrderList>;

/** Which of the orders that run are shown: of one label, of one workspace, or of both. Absent: of all. */
export const RunningFilter = z.object({
  label: z.string().exactOptional(),
  workspaceId: z.string().exactOptional(),
});
export type RunningFilter = z.infer<typeof RunningFilter>;

/** A place in a list, counted from 0. `filter` is of what runs alone; absent: none. */
export const ListPlace = z.object({
  list: OrderList,
  offset: z.int().nonnegative(),
  filter: RunningFilter.exactOptional(),
});
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

/** What can be chosen of what runs, and what is chosen. */
export interface RunningChoices {
  /** Each once, by the alphabet. */
  readonly labels: readonly string[];
  readonly workspaces: readonly VendorWorkspace[];
  readonly chosen: RunningFilter;
}
