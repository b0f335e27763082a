import type { Worth } from '../../src/acts/worth.ts';

/** A file in the thread of a card. */
export interface ActFile {
  readonly name: string;
  readonly title: string;
  readonly content: string;
}

/** What somebody is asked once more before an approval counts; plain text. */
export interface ActConfirm {
  readonly title: string;
  /** What approving does: `Charges the company card $63.00 a month`. How it is said when it begins depends on the order. */
  readonly does: string;
  /** What is said of it in the end: `for 9 domains`. Empty for nothing. */
  readonly of: string;
  readonly yes: string;
  readonly style: 'primary' | 'danger';
}

/** What people read of an act, of whatever kind: mrkdwn, with user text escaped already. */
export interface ActView<Each> {
  /** What the order is for, after the word *order*: `for Acme`, `to cancel Acme`. */
  readonly title: (act: Each) => string;
  /** What it is called in a list: `Acme`, `Cancel Acme`. */
  readonly name: (act: Each) => string;
  /** What an order is called everywhere, in plain text: its worth, then its label. */
  readonly heading: (act: Each, worth: Worth) => string;
  /** What it is about: `9 domains with 18 mailboxes`. */
  readonly content: (act: Each, worth: Worth) => string;
  /** What is asked for, after *asks*: `for *9 domains with 18 mailboxes*, for Acme`. */
  readonly asks: (act: Each, worth: Worth) => string;
  /** What whoever asked wrote about it; not escaped. Null for nothing. */
  readonly reason: (act: Each) => string | null;
  /** Titles and values, for two columns. No login is among them. */
  readonly facts: (act: Each) => [title: string, value: string][];
  /** What stands on the button that approves: plain text. */
  readonly button: (act: Each, worth: Worth) => string;
  readonly confirm: (act: Each, worth: Worth) => ActConfirm;
  /** Everything that does not stand in the facts, a line each. */
  readonly details: (act: Each) => string[];
  /** The same as a file, for what is too long for a card. */
  readonly file: (act: Each, reference: string) => ActFile;
}
