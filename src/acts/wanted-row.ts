/** What a row of the vendor's list of domains says once a change of a domain is applied. */
export interface WantedRow {
  /** The name that it has then. */
  readonly name: string;
  /** The name that it has before, by which the act knows it; the same when the change is of something else. */
  readonly before: string;
  /** The vendor order that it belongs to: a row of another one says nothing. */
  readonly orderId: string;
  /** Where it leads then, empty for nowhere; absent when that does not change. */
  readonly redirect?: string;
}
