import { z } from 'zod';
import { ListPlace } from '../src/orders/standing/lists.ts';
import { Fingerprint, Reference } from '../src/values/ids.ts';

/** What a button on an order carries: which order, and the fingerprint it was drawn with. Opaque to people. */
export const OrderButtonValue = z
  .string()
  .regex(/^[a-z0-9]{6}:[0-9a-f]{64}$/)
  .transform((text) => ({ reference: text.slice(0, 6), fingerprint: text.slice(7) }))
  .pipe(z.object({ reference: Reference, fingerprint: Fingerprint }));
export const orderButtonValue = (reference: string, fingerprint: string): string => `${reference}:${fingerprint}`;

/** What can be asked for of one domain, from its menu. */
export const DOMAIN_CHANGES = ['swap', 'redirect', 'sender'] as const;
export type DomainChange = (typeof DOMAIN_CHANGES)[number];

/** An order of ours by its reference, or the kept look at one that was not made here, by its id. */
const orderIn = (of: string): { readonly reference: string | null; readonly elsewhere: string | null } =>
  Reference.safeParse(of).success ? { reference: of, elsewhere: null } : { reference: null, elsewhere: of };
const OrderIn = { reference: Reference.nullable(), elsewhere: z.string().nullable() };

/** What a choice in the menu of a domain carries: what is asked for, of which order, and the number of the domain in it. */
export const DomainMenuValue = z
  .string()
  .regex(/^[a-z]+:[\w-]{6,60}:\d{1,4}$/)
  .transform((text) => {
    const [change, of = '', index] = text.split(':');
    return { change, ...orderIn(of), index: Number(index) };
  })
  .pipe(z.object({ change: z.enum(DOMAIN_CHANGES), ...OrderIn, index: z.int().nonnegative() }));
export const domainMenuValue = (change: DomainChange, of: string, index: number): string => `${change}:${of}:${index}`;

/** What a button carries that shows other domains of an order: which order, and from which domain on. */
export const DomainsPageValue = z
  .string()
  .regex(/^[\w-]{6,60}:\d{1,4}$/)
  .transform((text) => {
    const [of = '', from] = text.split(':');
    return { ...orderIn(of), from: Number(from) };
  })
  .pipe(z.object({ ...OrderIn, from: z.int().nonnegative() }));
export const domainsPageValue = (of: string, from: number): string => `${of}:${from}`;

/** What a button that opens a page of a list carries: which list, and from which row on. */
export const ListButtonValue = z
  .string()
  .regex(/^[a-z_]+:\d{1,6}$/)
  .transform((text) => ({ list: text.split(':')[0], offset: Number(text.split(':')[1]) }))
  .pipe(ListPlace);
export const listButtonValue = ({ list, offset }: ListPlace): string => `${list}:${offset}`;

/** What a choice of a menu on Home carries: a label or a workspace's id, or that all are shown. Source: docs/slack.md, "Limits". */
const MAX_FILTER = 149;
export const FilterValue = z
  .string()
  .regex(/^[*=]/)
  .transform((text) => (text.startsWith('*') ? null : text.slice(1)));
/** See `FilterValue`; null for all. */
export const filterValue = (chosen: string | null): string =>
  chosen === null ? '*' : `=${Array.from(chosen).slice(0, MAX_FILTER).join('')}`;

/** Most of a vendor order's id that a button carries: enough to see that the question is still about the same one. */
const MAX_CARRIED_ID = 100;
/** The beginning of a vendor order's id, as a button carries it. */
export const carriedVendorId = (vendorOrderId: string): string =>
  Array.from(vendorOrderId).slice(0, MAX_CARRIED_ID).join('');

/** What an answer to “Is it this one?” carries: which order, its fingerprint, and the vendor order that was asked about. */
export const QuestionButtonValue = z
  .string()
  .regex(/^[a-z0-9]{6}:[0-9a-f]{64}:.+$/s)
  .transform((text) => ({ reference: text.slice(0, 6), vendorOrderId: text.slice(72) }))
  .pipe(z.object({ reference: Reference, vendorOrderId: z.string() }));
export const questionButtonValue = (reference: string, fingerprint: string, vendorOrderId: string): string =>
  `${orderButtonValue(reference, fingerprint)}:${carriedVendorId(vendorOrderId)}`;

/** What *Fill in…* carries: which form of which workspace. */
export const FormButtonValue = z
  .string()
  .regex(/^\{.*\}$/s)
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ workspaceId: z.string().min(1), uuid: z.string().min(1) }));
export const formButtonValue = (form: z.infer<typeof FormButtonValue>): string => JSON.stringify(form);
