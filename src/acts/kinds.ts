import { z } from 'zod';
import { BuyAndOrder } from './buy_and_order/buy-and-order.ts';
import { BuyDomains } from './buy_domains/buy-domains.ts';
import { BuyPrewarmed } from './buy_prewarmed/buy-prewarmed.ts';
import { CancelOrder } from './cancel_order/cancel-order.ts';
import { ChangeRedirect } from './change_redirect/change-redirect.ts';
import { ChangeSender } from './change_sender/change-sender.ts';
import { CreateWorkspace } from './create_workspace/create-workspace.ts';
import { CustomOrder } from './custom_order/custom-order.ts';
import { FillForm } from './fill_form/fill-form.ts';
import { FixedPackage } from './fixed_package/fixed-package.ts';
import { SwapDomain } from './swap_domain/swap-domain.ts';

/** What an order does at ScaledMail, one of a few kinds. Every kind goes through the same approval. */
export const Act = z.discriminatedUnion('kind', [
  CustomOrder,
  CancelOrder,
  ChangeRedirect,
  BuyPrewarmed,
  BuyDomains,
  FillForm,
  SwapDomain,
  FixedPackage,
  ChangeSender,
  CreateWorkspace,
  BuyAndOrder,
]);
export type Act = z.infer<typeof Act>;

/** Every kind by its name: with this, the rules of a kind are known to fit an act of that kind. */
export type Kinds = { [Each in Act as Each['kind']]: Each };

/** An act of one kind; see `Kinds`. */
export type ActOf<Kind extends keyof Kinds> = { [Each in Kind]: { readonly kind: Each } & Kinds[Each] }[Kind];
