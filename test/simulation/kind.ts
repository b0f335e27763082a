/** What may happen in a story beside what happens in each. */
export interface StoryKind {
  /** Processes may stand still for minutes in the middle of a call, and have clocks that are off. */
  readonly hasPauses: boolean;
  /** An earlier copy of the store may be put back. The vendor then lists orders at once; but see `listsLate`. */
  readonly goesBack: boolean;
  /** Right before any call of a process, an approver may pause or resume, somebody lose their right, or a price move. */
  readonly isInterrupted: boolean;
  /** The vendor lists an order up to ten minutes late though the store goes back. Until then nothing at the vendor shows it. */
  readonly listsLate: boolean;
  /** The operator may start processes with another policy; the workspace may get another name; logins may be lost. */
  readonly changesSettings: boolean;
  /** A process may go on with the policy of before while another has been started with a newer one. */
  readonly keepsOldPolicy: boolean;
  /** Most paid calls get no clear answer, or one that comes hours late, and the vendor lists most orders hours late. */
  readonly losesCalls: boolean;
  /** People ask to end what runs at the vendor, and other people end or change it there. */
  readonly endsOrders: boolean;
  /** Some orders are of the vendor's stock, which others buy, too. */
  readonly buysStock: boolean;
  /** Every second order buys names, which somebody may buy by hand, or elsewhere, before. */
  readonly buysNames: boolean;
  /** Every second order buys names and orders mailboxes on them; see `buysNames`. */
  readonly buysBoth: boolean;
  /** People ask that domains lead elsewhere or get other names, and other people change them at the vendor. */
  readonly changesDomains: boolean;
  /** Some orders are of a fixed package, whose vendor order has no tag. */
  readonly buysPackages: boolean;
  /** Cards and messages are deleted, or can be edited no more; the channel of the cards is archived for a while. */
  readonly losesCards: boolean;
  /** Domains that were paid at the vendor itself wait for names, and people ask to fill them in, or do it there. */
  readonly fillsForms: boolean;
  /** Every second order makes a workspace, of a name that somebody may give to one by hand. */
  readonly makesWorkspaces: boolean;
  /** The operator frees what costs nothing from approvals, and may take that back; people send it so where they may. */
  readonly freesActs: boolean;
  /** What ended some days ago is archived, and purged from the store. */
  readonly archives: boolean;
}

/** A story in which nothing of that happens. */
export const PLAIN: StoryKind = {
  hasPauses: false,
  goesBack: false,
  isInterrupted: false,
  listsLate: false,
  changesSettings: false,
  keepsOldPolicy: false,
  losesCalls: false,
  endsOrders: false,
  buysStock: false,
  buysNames: false,
  buysBoth: false,
  changesDomains: false,
  buysPackages: false,
  losesCards: false,
  fillsForms: false,
  makesWorkspaces: false,
  freesActs: false,
  archives: false,
};

/** What may happen in the story of a seed. */
export const kindOf = (seed: number): StoryKind => ({
  ...PLAIN,
  hasPauses: seed % 2 === 0,
  goesBack: seed % 5 === 0,
  isInterrupted: seed % 3 === 0,
  listsLate: seed % 5 === 0 && Math.floor(seed / 10) % 2 === 1,
  changesSettings: seed % 4 < 2,
  keepsOldPolicy: seed % 8 < 4,
  losesCalls: seed % 7 === 0,
  endsOrders: Math.floor(seed / 3) % 3 < 2,
  buysStock: seed % 13 < 5,
  buysNames: seed % 6 === 4,
  buysBoth: seed % 13 === 11,
  changesDomains: Math.floor(seed / 2) % 3 === 1,
  buysPackages: seed % 13 === 9,
  losesCards: seed % 11 < 3,
  fillsForms: seed % 13 === 6,
  makesWorkspaces: seed % 13 === 11,
  freesActs: Math.floor(seed / 6) % 2 === 1,
  archives: Math.floor(seed / 4) % 3 === 1,
});

/** A kind as it is written in a command line: the names of what may happen. */
export const kindText = (kind: StoryKind): string =>
  Object.entries(kind)
    .flatMap(([name, may]) => (may ? [name] : []))
    .join(',') || 'plain';

/** The kind that a text names. Throws when it names something else. */
export function kindFrom(text: string): StoryKind {
  const names = text.split(',').filter((name) => name !== 'plain');
  const unknown = names.find((name) => !(name in PLAIN));
  if (unknown !== undefined)
    throw new Error(`Nothing in a story is called ${unknown}: ${Object.keys(PLAIN).join(', ')}`);
  return { ...PLAIN, ...Object.fromEntries(names.map((name) => [name, true])) };
}
