import type { Worth } from '../../src/acts/worth.ts';
import type { Words } from '../words/text.ts';

/** A file in the thread of a card. */
export interface ActFile {
  readonly name: string;
  readonly title: string;
  readonly content: string;
}

/** What somebody is asked once more before an approval counts; plain text. */
export interface ActConfirm {
  readonly title: string;
  /** What approving does: `Charges the company card $63.00 a month for 9 domains with 18 mailboxes`. When is said after it. */
  readonly does: string;
  readonly yes: string;
  readonly style: 'primary' | 'danger';
}

/** How parts are drawn: with the price of a mailbox or domain, for who makes the order, or without, for who approves it. */
export interface PartDrawing {
  readonly hasUnitPrices: boolean;
  /** How many of its steps are done and paid already; absent: none. */
  readonly stepsDone?: number;
  /** When its prices were asked for; absent where that is not known. */
  readonly at?: Date;
}

/** A part of what is approved. `isCut`: its lines do not name everything. */
export interface ActPart {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly isCut: boolean;
}

/** What the first steps of an act did, while others are to follow or never came. */
export interface HalfDone {
  /** As a status: `Domains bought, mailboxes wait`. */
  readonly status: string;
  /** As a sentence of its own: `3 names are bought and paid, the mailboxes are not.` */
  readonly sentence: string;
}

/** Of an act of one step, which is never half done. */
export const NEVER_HALF_DONE = (): HalfDone => ({ status: '', sentence: '' });

/** What of ScaledMail's may be what an act makes. */
export interface Likeness {
  /** What it is: `workspace`. */
  readonly noun: string;
  /** How it is like it, as a sentence: mrkdwn. */
  readonly sentence: string;
}

/** What people read of an act, of whatever kind: mrkdwn unless said otherwise, without a word that people wrote. */
export interface ActView<Each> {
  /** What an order is called everywhere, in plain text: its worth, then its label. */
  readonly heading: (act: Each, worth: Worth) => string;
  /** What it is about: `9 domains with 18 mailboxes`. */
  readonly content: (act: Each, worth: Worth) => string;
  /** What is asked for, after *asks*: `for *9 domains with 18 mailboxes*`. Of what has steps done already, the rest. */
  readonly asks: (act: Each, worth: Worth, stepsDone?: number) => string;
  /** What whoever asked wrote about it; not escaped. Null for nothing. */
  readonly reason: (act: Each) => string | null;
  /** What of it may not be meant though nothing forbids it, in plain text; null for nothing. */
  readonly odd: (act: Each) => string | null;
  /** Why a decision on it is not to be put off, after the moment until which it waits; null for no reason. */
  readonly hurry: (act: Each) => string | null;
  /** What is approved, as people look it over: headings of ours in mrkdwn, each with lines of plain text, some of them cut. */
  readonly parts: (act: Each, worth: Worth, drawing: PartDrawing) => readonly ActPart[];
  /** What stands in the grey line below: mrkdwn, or what people wrote. No login is among it. */
  readonly grey: (act: Each) => readonly (string | Words)[];
  /** Titles and values, for two columns. No login is among them. */
  readonly facts: (act: Each) => [title: string, value: string | Words][];
  /** What stands on the button that approves: plain text. `worth` is what the steps that are not done yet charge. */
  readonly button: (act: Each, worth: Worth, stepsDone?: number) => string;
  readonly confirm: (act: Each, worth: Worth, stepsDone?: number) => ActConfirm;
  /** Everything that does not stand in the facts, a line each, in plain text; under a heading of ours, which is mrkdwn. */
  readonly details: (act: Each) => { readonly heading: string | null; readonly lines: readonly string[] }[];
  /** Of an act that makes no vendor order: what of ScaledMail's may be what it makes, and how that is like it. */
  readonly likeness?: (act: Each) => Likeness;
  /** `hasEnded`: nothing of the rest will come. */
  readonly halfDone: (act: Each, stepsDone: number, hasEnded?: boolean) => HalfDone;
  /** What the call of a step is about, where that is not all of it: mrkdwn. */
  readonly atStep?: (act: Each, step: number) => string | null;
  /** The same as a file, for what is too long for a card. */
  readonly file: (act: Each, reference: string) => ActFile;
}
