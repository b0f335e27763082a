/** A delivery that was acknowledged. */
export interface Delivery {
  /** Tells it from all others. */
  readonly id: string;
  readonly receivedAt: Date;
  /** What Slack sent. */
  readonly text: string;
}

/** Notes of what is acknowledged and not done yet. They outlive the process. */
export interface DeliveryNotes {
  /** Notes one for this process. Resolves when that is written, or could not be, which is logged; never rejects. */
  add(delivery: Delivery): Promise<void>;
  /** It is done. Never throws. */
  remove(id: string): void;
  /**
   * Hands to `take` what processes noted that are gone, as `goneAmong` says; each note once, whoever asks. Throws what `take`
   * threw; what was not taken is handed over again, then.
   */
  handOver(
    goneAmong: (holders: readonly string[]) => Promise<ReadonlySet<string>>,
    take: (delivery: Delivery, holder: string) => Promise<void>,
  ): Promise<void>;
  /** Writes what waits, and forgets what is done. Resolves also when that fails. */
  close(): Promise<void>;
}
