/** An order as the simulated vendor keeps it. */
export interface SimulatedOrder {
  readonly id: string;
  readonly tag: string;
  /** How it gives the tag back; null when it never does. */
  readonly shownTag: string | null;
  readonly names: readonly string[];
  readonly amountCents: number;
  readonly madeAt: number;
  /** The list shows it from here on. */
  readonly visibleFrom: number;
  readonly readyFrom: number;
  readonly isCharged: boolean;
}
