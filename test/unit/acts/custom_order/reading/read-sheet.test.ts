import { describe, expect, test } from '@jest/globals';
import { readSheet } from '../../../../../src/acts/custom_order/reading/read-sheet.ts';
import {
  FORM_COLUMNS,
  MAX_LINES,
  MAX_TEXT,
  type Meaning,
  type Reading,
} from '../../../../../src/acts/custom_order/reading/reading.ts';

/** A row in short: `acme.com | Ada | Park | https://acme.io`. */
const rowsOf = ({ rows }: Reading): string[] =>
  rows.map(({ domain, naming, redirect }) =>
    [domain, naming?.firstName ?? '-', naming?.lastName ?? '-', redirect ?? '-'].join(' | '),
  );
const codesOf = ({ problems }: Reading): string[] => problems.map(({ line, code }) => `${line}:${code}`);
const cleanedIn = ({ cleaned }: Reading): string[] => cleaned.map(({ what, count }) => `${what} ${count}`);
const sheet = (...lines: (string | string[])[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : line.join('\t'))).join('\n');

describe('a sheet with a heading', () => {
  test('of a registrar is read by its heading: dates and states are nobody’s name', () => {
    const read = readSheet(
      sheet(['Domain', 'Bought', 'First', 'Last', 'Status'], ['a.com', '2025-01-05', 'Ben', 'Ito', 'Active']),
    );
    expect(rowsOf(read)).toEqual(['a.com | Ben | Ito | -']);
    expect(read.notUsed).toEqual(['Bought', 'Status']);
    expect(read.kept).toBe('Domain\tFirst\tLast\na.com\tBen\tIto');
  });

  test.each<[heading: string, cells: string, row: string]>([
    ['Domain,Forwarding,First Name,Last Name', 'a.com,northwind.com,Ada,Park', 'a.com | Ada | Park | northwind.com'],
    ['LAST_NAME;firstName;Domain Name', 'van der Meer;Lotte;a.com', 'a.com | Lotte | van der Meer | -'],
    ['Sender\tURL\tDomains', 'Lotte van der Meer\thttps://x.io\ta.com', 'a.com | Lotte | van der Meer | https://x.io'],
    ['“Domain”,“Full name”', 'a.com,“Ada Park”', 'a.com | Ada | Park | -'],
    ['\ufeffDomain,Name', 'a.com,Ada Park', 'a.com | Ada | Park | -'],
    ['Domain,Name,First,Last', 'a.com,Somebody Else,Ada,Park', 'a.com | Ada | Park | -'],
    ['Domain,First,Last,Name', 'a.com,,,Ada Park', 'a.com | Ada | Park | -'],
    ['Domäne;Vorname;Nachname;Weiterleitung', 'a.com;Ada;Park;acme.io', 'a.com | Ada | Park | acme.io'],
    ['Nom;Prénom;Nom de domaine;Redirection', 'Park;Ada;a.com;acme.io', 'a.com | Ada | Park | acme.io'],
    ['Dominio,Nombre,Apellidos', 'a.com,Ada,Park Lopez', 'a.com | Ada | Park Lopez | -'],
    ['Domain,First & Last Name', 'a.com,Ada Park', 'a.com | Ada | Park | -'],
    ['Domain,FirstName LastName', 'a.com,Ada Park', 'a.com | Ada | Park | -'],
    ['Sender First,Sender Last,Domain', 'Ada,Park,a.com', 'a.com | Ada | Park | -'],
    ['Domain 1,Sender 1', 'a.com,Ada Park', 'a.com | Ada | Park | -'],
    ['Name,Status,Expires', 'a.com,Active,2026-01-05', 'a.com | - | - | -'],
    ['Domain,URL,Redirect', 'a.com,,northwind.com', 'a.com | - | - | northwind.com'],
    ['Domain,First,Last', 'a.com,"Anna, Maria",Lopez', 'a.com | Anna, Maria | Lopez | -'],
    ['Domain,First,Last', 'a.com', 'a.com | - | - | -'],
    ['Domain,First,Last', 'a.com,Ada,Park,,', 'a.com | Ada | Park | -'],
    ['Domain;Name', 'a.com;"Ada\nPark"', 'a.com | Ada | Park | -'],
    ['sep=;\nDomain;Name', 'a.com;Ada Park', 'a.com | Ada | Park | -'],
  ])('%j and %j: %s', (heading, cells, row) => {
    const read = readSheet(`${heading}\n${cells}`);
    expect(codesOf(read)).toEqual([]);
    expect(rowsOf(read)).toEqual([row]);
  });

  test.each<[registrar: string, heading: string, cells: string, notUsed: string[]]>([
    [
      'one',
      'Domain Name,TLD,Create Date,Expiration Date,Status,Privacy,Locked,Estimated Value,Auth Code',
      'acme.com,com,1/5/2025,1/5/2027,Active,On,Yes,"$1,204",x9!Kd02mQ',
      ['TLD', 'Create Date', 'Expiration Date', 'Status', 'Privacy', 'Locked', 'Estimated Value'],
    ],
    [
      'another',
      '"DOMAIN","TLD","CREATE DATE","EXPIRE DATE","STATUS","SECURITY LOCK","AUTO RENEW","NOTES"',
      '"acme.com","com","2025-01-05 10:11:12","2027-01-05 10:11:12","ACTIVE","1","1","Ben Ito bought it"',
      ['TLD', 'CREATE DATE', 'EXPIRE DATE', 'STATUS', 'SECURITY LOCK', 'AUTO RENEW', 'NOTES'],
    ],
    [
      'a third',
      'Name;Registrant;Renewal price;Nameservers;Registered',
      'acme.com;Rita Okafor;12,99 €;ns1.acme.com ns2.acme.com;5 Jan 2025',
      ['Registrant', 'Renewal price', 'Nameservers', 'Registered'],
    ],
  ])('of %s registrar has domains, and nobody’s name', (_registrar, heading, cells, notUsed) => {
    const read = readSheet(`${heading}\n${cells}`, FORM_COLUMNS);
    expect(rowsOf(read)).toEqual(['acme.com | - | - | -']);
    expect(read).toMatchObject({ notUsed, problems: [] });
    expect(read.secrets).toEqual(heading.includes('Auth') ? ['Auth Code'] : []);
  });

  test.each([
    ['Domain|"""1Name', 'a word of a heading'],
    ['\tDomainDomain"\nacme.com', 'nothing'],
  ])('of which a cell is hidden, %j, is a mistake where only %s would be left', (text) => {
    const { kept, problems } = readSheet(text);
    expect(problems).toMatchObject([{ line: 1, code: 'domain_elsewhere' }]);
    expect(readSheet(kept).problems).toMatchObject([{ line: 1, code: 'domain_elsewhere' }]);
  });

  test('keeps the numbers of lines, where cells go on over several and others are empty', () => {
    const read = readSheet('\nDomain,Notes,Name\n\na.com,"one\ntwo",Ada Park\nb.com,,Ben Ito\n');
    expect(read.rows.map(({ line, domain }) => [line, domain])).toEqual([
      [4, 'a.com'],
      [6, 'b.com'],
    ]);
    expect(read.kept).toBe('\nDomain,Name\n\na.com,Ada Park\n\nb.com,Ben Ito\n');
  });

  test('with more cells than its heading is a mistake, and what stands in the wrong place is not kept', () => {
    const read = readSheet('Domain,Name,Password\na.com,Park, Ada,hunter2\nb.com,Ben Ito,hunter3');
    expect(codesOf(read)).toEqual(['2:too_many_cells']);
    expect(rowsOf(read)).toEqual(['b.com | Ben | Ito | -']);
    expect(read.kept).toBe('Domain,Name\na.com,,…\nb.com,Ben Ito');
    expect(codesOf(readSheet(read.kept))).toEqual(['2:too_many_cells']);
  });

  test('with something in a line but no domain is a mistake, also when nothing of it is kept', () => {
    const read = readSheet('Domain,Name,Notes\na.com,Ada Park,x\n,,Total: 93\n,,\n');
    expect(codesOf(read)).toEqual(['3:domain_elsewhere']);
    expect(read.kept).toBe('Domain,Name\na.com,Ada Park\n…,\n,\n');
    expect(codesOf(readSheet(read.kept))).toEqual(['3:domain_elsewhere']);
  });

  test('reads other columns only when they are wanted, and names what it does not use', () => {
    const text = 'Domain,Email,Photo,Provider\nA.com,jane@a.com,https://x.io/j.png,Google\na.com,j.doe,,';
    const wanted = new Set<Meaning>(['domain', 'first', 'last', 'name', 'redirect']);
    expect(readSheet(text, wanted)).toMatchObject({
      notUsed: ['Email', 'Photo', 'Provider'],
      rows: [{ domain: 'a.com', alias: null, picture: null, provider: null }, { domain: 'a.com' }],
      kept: 'Domain\nA.com\na.com',
    });
    expect(readSheet(text)).toMatchObject({
      notUsed: [],
      rows: [
        { domain: 'a.com', alias: 'jane', picture: 'https://x.io/j.png', provider: 'google' },
        { domain: 'a.com', alias: 'j.doe', picture: null, provider: null },
      ],
      kept: text,
    });
  });

  test.each<[text: string, message: string, samples: object[]]>([
    [
      'Site,First,Last\na.com,Ada,Park',
      'No column is headed “Domain”. Write “Domain” above the domains.',
      [
        { name: 'Site', samples: ['a.com'] },
        { name: 'First', samples: ['Ada'] },
        { name: 'Last', samples: ['Park'] },
      ],
    ],
    [
      'Domain,Owner,Bought\na.com,Ada Park,1\nb.com,Zoë Neil,2\nc.com,Ada Park,3\nd.com,Ada Park,4',
      'Does “Owner” hold senders? Write “Name” above it, or take the column out.',
      [{ name: 'Owner', samples: ['Ada Park', 'Zoë Neil', 'Ada Park'] }],
    ],
    [
      'Domain,Name,Website\na.com,Ada Park,acme.io',
      'Does “Website” hold redirects? Write “Redirect” above it, or take the column out.',
      [{ name: 'Website', samples: ['acme.io'] }],
    ],
    [
      'Domain,URL,Redirect\na.com,acme.io,acme.de',
      '“URL” and “Redirect” seem to hold the same. Rename one of them, or take it out.',
      [
        { name: 'URL', samples: ['acme.io'] },
        { name: 'Redirect', samples: ['acme.de'] },
      ],
    ],
    [
      'Domain,First,Name\na.com,Ada,Park',
      '“First” and “Name” stand side by side. Write “First name” and “Last name” above them, or take one out.',
      [
        { name: 'First', samples: ['Ada'] },
        { name: 'Name', samples: ['Park'] },
      ],
    ],
    [
      'Domain,First,Last,Name\na.com,Ada,Park,X\nb.com,,,Ben Ito',
      'Some lines have a name below “Name” and none below “First” and “Last”. Write it there, or take one of them out.',
      [
        { name: 'First', samples: ['Ada'], guess: 'first' },
        { name: 'Last', samples: ['Park'], guess: 'last' },
        { name: 'Name', samples: ['X', 'Ben Ito'], guess: null },
      ],
    ],
    [
      'Domain;Vorname;Name\na.com;Ada;Park',
      '“Vorname” and “Name” stand side by side. Write “First name” and “Last name” above them, or take one out.',
      [{ name: 'Vorname' }, { name: 'Name' }],
    ],
    [
      'Domain,Sender 1,Sender 2\na.com,Ada Park,Ben Ito',
      '“Sender 1” and “Sender 2” seem to hold the same. Rename one of them, or take it out.',
      [{ name: 'Sender 1' }, { name: 'Sender 2' }],
    ],
    [
      'Domain,Main domain,Name\na.com,acme.io,Ada Park',
      'Does “Main domain” hold redirects? Write “Redirect” above it, or take the column out.',
      [{ name: 'Main domain', samples: ['acme.io'], guess: 'redirect' }],
    ],
    [
      'Domain;Inhaber\na.com;Ada Park',
      'Does “Inhaber” hold senders? Write “Name” above it, or take the column out.',
      [{ name: 'Inhaber', samples: ['Ada Park'] }],
    ],
  ])('that leaves something open asks, and orders nothing: %j', (text, message, samples) => {
    expect(readSheet(text)).toMatchObject({
      rows: [],
      problems: [{ line: 1, code: 'column_unclear', message }],
      question: samples.map((each) => expect.objectContaining(each)),
      kept: text,
    });
  });
});

describe('a sheet without a heading', () => {
  test.each<[line: string, row: string]>([
    ['a.com', 'a.com | - | - | -'],
    ['a.com, Ada Park', 'a.com | Ada | Park | -'],
    ['a.com, Ada Park, https://acme.io/x', 'a.com | Ada | Park | https://acme.io/x'],
    ['a.com, Ada, St.John', 'a.com | Ada | St.John | -'],
    ['a.com\tAda\tPark\tacme.io', 'a.com | Ada | Park | acme.io'],
    ['a.com\tLotte\tvan der Meer', 'a.com | Lotte | van der Meer | -'],
    ['a.com;Ada Park;', 'a.com | Ada | Park | -'],
    ['a.com,,acme.io', 'a.com | - | - | acme.io'],
    ['a.com, https://acme.io', 'a.com | - | - | https://acme.io'],
    ['a.com, Ada Park,,acme.io/start,,', 'a.com | Ada | Park | acme.io/start'],
    ['a.com, Anna Maria Lopez', 'a.com | Anna Maria | Lopez | -'],
    ['a.com, Anna de la Cruz', 'a.com | Anna | de la Cruz | -'],
    ['a.com, Ada St. John', 'a.com | Ada | St. John | -'],
    ['a.com, Ada, J.PARK', 'a.com | Ada | J.PARK | -'],
    ['a.com, Prince', 'a.com | Prince |  | -'],
    ['a.com, Ada\u202eBright Park', 'a.com | AdaBright | Park | -'],
    ['a.com, 山田 太郎', 'a.com | 山田 | 太郎 | -'],
    ['a.com, محمد علي', 'a.com | محمد | علي | -'],
    ['a.com, Siobhán O’Brien', 'a.com | Siobhán | O’Brien | -'],
    ['a.com, Anna maria, lopez', 'a.com | Anna maria | lopez | -'],
    ['a.com, Li Wei, javascript:alert(1)', 'a.com | Li | Wei | javascript:alert(1)'],
    ['"a.com"\u00a0,"Ada Park"\u00a0', 'a.com | Ada | Park | -'],
    ['a.com, “Ada Park”', 'a.com | Ada | Park | -'],
    ['a.com, "Ada Park', 'a.com | "Ada | Park | -'],
    ['a.com, Ada "Ace" Park', 'a.com | Ada "Ace" | Park | -'],
    ['a.com, <https://acme.io/x|our site>', 'a.com | - | - | https://acme.io/x'],
    ['a.com, Ada Park, [acme.io](https://acme.io)', 'a.com | Ada | Park | https://acme.io'],
  ])('%j: %s', (line, row) => {
    const read = readSheet(line);
    expect(codesOf(read)).toEqual([]);
    expect(rowsOf(read)).toEqual([row]);
  });

  test.each<[line: string, code: string, message: string]>([
    [
      'a.com, b.com',
      'second_domain',
      'Is b.com another domain, or a redirect? Write another domain on a line of its own, and https:// before a redirect.',
    ],
    ['a.com, www.B.com, Ada Park', 'second_domain', 'Is b.com another domain'],
    ['a.com, <http://b.com|b.com>', 'second_domain', 'Is b.com another domain'],
    ['a.com, 2025-01-05, Ben Ito, Active', 'too_many_cells', 'There is more than domain, name and redirect.'],
    ['a.com, Ada, Maria, Park', 'too_many_cells', 'There is more than'],
    ['a.com, https://b.com, https://c.com/x, Ada', 'too_many_cells', 'There is more than'],
    ['a.com, Ada Park, 2025-01-05', 'cell_unclear', 'Cell 3 is neither a name nor a redirect.'],
    ['a.com, hunter2, Ada', 'cell_unclear', 'Cell 2 is neither'],
    ['a.com, Li Wei, acmecom', 'cell_unclear', 'Cell 3 is neither'],
    ['a.com, ada@acme.com', 'cell_unclear', 'Cell 2 is neither'],
    ['a.com, Ada, https://acme.io?a=1,B', 'cell_unclear', 'Cell 4 is neither'],
    ['a.com, Ada Park, https://acme.io?x, Best Deals', 'cell_unclear', 'Cell 4 is neither'],
    ['a.com, ns1.acme.io', 'cell_unclear', 'Cell 2 is neither'],
    ['a.com, Ada Park, smtp.acme.io', 'cell_unclear', 'Cell 3 is neither'],
    ['a.com, Ada P\ufffdrk', 'other_encoding', 'Some characters cannot be read'],
  ])('%j is a mistake with its line: %s', (line, code, message) => {
    const read = readSheet(`x.com\n\n${line}\ny.com`);
    expect(codesOf(read)).toEqual([`3:${code}`]);
    expect(read.problems[0]?.message).toContain(message);
    expect(rowsOf(read)).toEqual(['x.com | - | - | -', 'y.com | - | - | -']);
  });

  test.each([
    'Yes',
    'No',
    'Google',
    'Outlook',
    'GoDaddy',
    'Active',
    'Private Registration',
    'Privacy Protected',
    'Auto-Renew',
    'Not set',
    'Default Nameservers',
    '2025-01-05',
    '$12.99',
    '12,99 €',
    '5 Jan 2027',
  ])('and a registrar’s %j beside the domain or the name is nobody’s name', (cell) => {
    for (const cells of [
      ['a.com', cell],
      ['a.com', 'Ada Park', cell],
      ['a.com', cell, 'Ada Park'],
      ['a.com', cell, 'Active'],
    ]) {
      expect(codesOf(readSheet(cells.join('\t')))).toEqual(['1:cell_unclear']);
    }
  });

  test.each(['a.com, pop.co/x', 'a.com, Ada Park, www.mail.acme.io/start'])('may lead to %j', (line) => {
    expect(codesOf(readSheet(line))).toEqual([]);
  });

  test('of domains and other domains asks what the others are', () => {
    expect(readSheet('a.com, b.com\nc.com, d.com').question).toEqual([
      { index: 1, name: 'column 2', samples: ['b.com', 'd.com'], guess: null },
    ]);
  });

  test.each<[line: string, row: string]>([
    ['Ada Park, a.com', 'a.com | Ada | Park | -'],
    ['1. Ada Park; www.A.com; https://acme.io', 'a.com | Ada | Park | https://acme.io'],
    ['Ada\ta.com\tPark', 'a.com | Ada | Park | -'],
    ['\ta.com\tAda Park\tacme.io', 'a.com | Ada | Park | acme.io'],
    ['Dr. Ada, a.com', 'a.com | Dr. | Ada | -'],
  ])('has the first domain of %j as its domain, and that is told', (line, row) => {
    const read = readSheet(`b.com\n${line}`);
    expect(codesOf(read)).toEqual([]);
    expect(rowsOf(read)).toEqual(['b.com | - | - | -', row]);
    expect(cleanedIn(read)).toContain('domain_later 1');
  });

  test.each(['acme com, b.com', 'acme-hq net\tb.com'])('is not sought behind one that lacks its dot: %j', (line) => {
    expect(codesOf(readSheet(line))).toEqual(['1:second_domain']);
  });

  test('never asks about the first domain of a line', () => {
    const text = 'A\tB\tC\tD\nAda\ta.com\tb.com\tPark\n3\tBen\tc.com\td.com\tIto\n4\te.com\tf.com';
    expect(codesOf(readSheet(text))).toEqual([
      '1:domain_elsewhere',
      '2:second_domain',
      '3:second_domain',
      '4:second_domain',
    ]);
    expect(readSheet(text).question).toMatchObject([{ samples: ['b.com', 'd.com', 'f.com'] }]);
  });

  test.each(['acmecom, b.com', 'mail.acme.com, b.com', 'acme.CON, b.com', 'ada@acme.com, b.com'])(
    'takes no redirect for the domain where the domain may have a slip: %j',
    (line) => {
      expect(codesOf(readSheet(line))).toEqual(['1:second_domain']);
    },
  );

  test.each([
    ['Ada Park, a.com, Sales', 'Cell 3 is'],
    ['2025-01-05, a.com', 'Cell 1 is'],
  ])(
    'is a mistake with its line where the domain is not first, and something else stands there: %j',
    (line, message) => {
      expect(readSheet(line).problems).toMatchObject([
        { code: 'cell_unclear', message: expect.stringContaining(message) },
      ]);
    },
  );

  test('keeps nothing that looks like a password before its domain', () => {
    const read = readSheet('q7G$k2LmZ!, a.com, Ada Park');
    expect(read).toMatchObject({ secrets: ['column 1'], kept: ',a.com,Ada Park' });
    expect(rowsOf(read)).toEqual(['a.com | Ada | Park | -']);
  });

  test.each([
    'Campaign,Opens,Clicks',
    'Spring,1200,40',
    'spring,1200,40',
    '2025-01-05;Spring;40;12;9',
    'Ada Park, Ben Ito',
  ])('says of %j that there is no domain in it, and what a line looks like', (line) => {
    expect(readSheet(line).problems).toEqual([
      {
        line: 1,
        code: 'domain_elsewhere',
        message: 'There is no domain in this line. A line looks like “acme.com, Ada Park, https://acme.io”.',
      },
    ]);
  });

  test.each(['Domain', 'domains', 'Domains:', ' DOMAIN NAME '])('may have %j above it', (heading) => {
    const read = readSheet(`${heading}\na.com, Ada Park`);
    expect(rowsOf(read)).toEqual(['a.com | Ada | Park | -']);
    expect(read.rows[0]?.line).toBe(2);
  });

  test.each(['\r\n', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])('has lines that end at %j', (end) => {
    expect(readSheet(`a.com, Ada Vox${end}b.com`).rows.map(({ line, domain }) => [line, domain])).toEqual([
      [1, 'a.com'],
      [2, 'b.com'],
    ]);
  });

  test('is not swallowed by a quote that is left open', () => {
    expect(rowsOf(readSheet('a.com, "Ada Park\nb.com\nc.com, "Ben Ito'))).toHaveLength(3);
  });
});

describe('a name in one cell', () => {
  test.each<[cell: string, first: string, last: string]>([
    ['Park, Ada', 'Ada', 'Park'],
    ['PARK, ADA MARIA', 'ADA MARIA', 'PARK'],
    ['van der Meer, Lotte', 'Lotte', 'van der Meer'],
    ['De la Cruz , Anna', 'Anna', 'De la Cruz'],
    ['O’Brien,Siobhán', 'Siobhán', 'O’Brien'],
    ['Park, Dr. Ada', 'Dr. Ada', 'Park'],
  ])('%j is read with the last name first, and that is told', (cell, first, last) => {
    for (const text of [`Name,Domain\n"${cell}",a.com`, `a.com,"${cell}"`, `"${cell}",a.com`]) {
      const read = readSheet(text);
      expect(rowsOf(read)).toEqual([`a.com | ${first} | ${last} | -`]);
      expect(cleanedIn(read)).toContain('last_first 1');
      expect(readSheet(read.kept).rows).toEqual(read.rows);
    }
  });

  test.each([
    ...['Ada Park, PhD', 'Park, Jr.', 'King, Martin, Jr.', 'Ada Park, Ben Ito', 'Park, ', ', Ada', 'Ada Park'],
    ...['Park, Ph.D.', 'Acme, Limited', 'Ada, Founder', 'Sales, Marketing', 'London, UK'],
  ])('%j is read as it stands', (cell) => {
    const [row, ...more] = readSheet(`Domain,Name\na.com,"${cell}"`).rows;
    expect(more).toEqual([]);
    expect(`${row?.naming?.firstName} ${row?.naming?.lastName}`.trim()).toBe(cell.trim());
    expect(cleanedIn(readSheet(`Domain,Name\na.com,"${cell}"`))).toEqual([]);
  });
});

describe('a markdown table', () => {
  test('is read as a sheet with a heading', () => {
    const text = [
      '| Domain | Bought | Name | Redirect |',
      '|:---|---|---|--:|',
      '| <https://a.com|a.com> | 2025-01-05 | Ada Park | <https://acme.io/x|acme.io> |',
      '| b.com | | Lotte van der Meer | |',
    ].join('\n');
    const read = readSheet(text);
    expect(rowsOf(read)).toEqual(['a.com | Ada | Park | https://acme.io/x', 'b.com | Lotte | van der Meer | -']);
    expect(read).toMatchObject({ notUsed: ['Bought'], problems: [] });
    expect(read.rows.map(({ line }) => line)).toEqual([3, 4]);
    expect(rowsOf(readSheet(read.kept))).toEqual(rowsOf(read));
  });

  test.each([
    ['| a.com | Ada Park |', 'a.com | Ada | Park | -'],
    ['|a.com|Ada|Park|https://acme.io|', 'a.com | Ada | Park | https://acme.io'],
  ])('may have no heading: %j', (line, row) => {
    expect(rowsOf(readSheet(line))).toEqual([row]);
    expect(readSheet(line).kept).toBe(line);
  });
});

describe('a heading that stands there again', () => {
  test('as a list that was exported page by page has it, is no line', () => {
    const read = readSheet('Domain,Notes\na.com,x\nDomain,Notes\nb.com,y', FORM_COLUMNS);
    expect(read).toMatchObject({ problems: [], notUsed: ['Notes'], kept: 'Domain\na.com\n\nb.com' });
    expect(read.rows.map(({ line, domain }) => [line, domain])).toEqual([
      [2, 'a.com'],
      [4, 'b.com'],
    ]);
  });

  test.each(['Domain,First,Last,Notes\na.com,Ada,Park,x\nDomain,Last,First,y\nb.com,Ben,Ito,z', 'Domain;\nDomain;"'])(
    'is a mistake of its line where it would head others once something is left out: %j',
    (text) => {
      const read = readSheet(text, FORM_COLUMNS);
      expect(read.problems.map(({ code }) => code)).toEqual(['domain_elsewhere']);
      const again = readSheet(read.kept, FORM_COLUMNS);
      expect(rowsOf(again)).toEqual(rowsOf(read));
      expect(codesOf(again)).toEqual(codesOf(read));
    },
  );
});

describe('several sheets below one another', () => {
  test('are each read by their own heading, on the lines where they stand', () => {
    const read = readSheet(
      sheet(
        'a.com, Ada Park',
        'Domain;Alias;First;Last',
        'WWW.b.com;lotte;Lotte;van der Meer',
        '',
        'Domain,Redirect',
        'https://c.com,northwind.com',
        'Domain',
        'd.com, Zoë Neil',
        'Nachname;Domäne;Vorname',
        'Ito;e.com;Ben',
      ),
      FORM_COLUMNS,
    );
    expect(codesOf(read)).toEqual([]);
    expect(rowsOf(read)).toEqual([
      'a.com | Ada | Park | -',
      'b.com | Lotte | van der Meer | -',
      'c.com | - | - | northwind.com',
      'd.com | Zoë | Neil | -',
      'e.com | Ben | Ito | -',
    ]);
    expect(read.rows.map(({ line }) => line)).toEqual([1, 3, 6, 8, 10]);
    expect(read.notUsed).toEqual(['Alias']);
    expect(cleanedIn(read)).toEqual(['address 2']);
    expect(read.kept.split('\n').slice(0, 3)).toEqual([
      'a.com, Ada Park',
      'Domain;First;Last',
      'WWW.b.com;Lotte;van der Meer',
    ]);
    expect(readSheet(read.kept, FORM_COLUMNS)).toEqual({ ...read, notUsed: [] });
  });

  test.each(['domain.com', 'Domain, Name, First', 'Domain, Domain', 'Domain, Colour', 'mydomain.io, Domain Name'])(
    'are none below %j, which is a line like others',
    (line) => {
      expect(rowsOf(readSheet(`Domain,Name\na.com,Ada Park\n${line}\nb.com,Ben Ito`)).at(-1)).toBe(
        'b.com | Ben | Ito | -',
      );
    },
  );
});

describe('cleaning', () => {
  test.each<[line: string, domain: string, cleaned: string[]]>([
    ['https://www.acme.com/', 'acme.com', ['address 1']],
    ['www.acme.com', 'acme.com', ['address 1']],
    ['acme.com/', 'acme.com', ['address 1']],
    ['acme.com.', 'acme.com', ['dot 1']],
    ['Acme.COM', 'acme.com', ['capitals 1']],
    ['HTTPS://Acme.com', 'acme.com', ['address 1', 'capitals 1']],
    ['<acme.com>', 'acme.com', ['link 1']],
    ['<https://acme.com|acme.com>', 'acme.com', ['address 1', 'link 1']],
    ['[acme.com](https://www.acme.com/)', 'acme.com', ['address 1', 'link 1']],
    ['[Acme](https://acme.com)', 'acme.com', ['address 1', 'link 1']],
    ['• acme.com', 'acme.com', ['list_mark 1']],
    ['- acme.com', 'acme.com', ['list_mark 1']],
    ['12. acme.com', 'acme.com', ['list_mark 1']],
    ['3)acme.com', 'acme.com', ['list_mark 1']],
    ['- [ ] acme.com', 'acme.com', ['list_mark 1']],
    ['- [x] acme.com', 'acme.com', ['list_mark 1']],
    ['✔️ acme.com', 'acme.com', ['list_mark 1']],
    ['> acme.com', 'acme.com', ['list_mark 1']],
    ['`acme.com`', 'acme.com', ['link 1']],
    ['**acme.com**', 'acme.com', ['link 1']],
    ['*acme.com', '*acme.com', []],
    ['*.acme.com', '*.acme.com', []],
    ['4\tacme.com', 'acme.com', ['list_mark 1']],
    ['\u200eacme.com\u200f', 'acme.com', ['invisible 1']],
    ['www.com', 'www.com', []],
    ['www.co.uk', 'www.co.uk', []],
    ['1.acme.com', '1.acme.com', []],
    ['mail.acme.com', 'mail.acme.com', []],
    ['https://mail.acme.com/', 'mail.acme.com', ['address 1']],
    ['https://acme.com/start', 'https://acme.com/start', []],
    ['ada@acme.com', 'ada@acme.com', []],
    ['[acme.com](https://evil.com)', '[acme.com](https://evil.com)', []],
    ['Bücher.de', 'bücher.de', ['capitals 1']],
  ])('%j is %s: %j', (line, domain, cleaned) => {
    const read = readSheet(line);
    expect(read.rows.map((row) => row.domain)).toEqual([domain]);
    expect(cleanedIn(read)).toEqual(cleaned);
    expect(read.kept).toBe(line);
  });

  test.each<[line: string, domains: string[]]>([
    ['a.com b.com', ['a.com', 'b.com']],
    ['- a.com  https://b.com', ['a.com', 'b.com']],
    ['a.com, b.com, c.com', ['a.com', 'b.com', 'c.com']],
    ['https://a.com; https://b.com; https://c.com', ['a.com', 'b.com', 'c.com']],
  ])('%j holds several domains', (line, domains) => {
    const read = readSheet(`\n${line}`);
    expect(read.rows.map((row) => [row.line, row.domain])).toEqual(domains.map((domain) => [2, domain]));
    expect(read.cleaned).toContainEqual({ what: 'several', count: 1 });
  });

  test('several domains of a cell are read also under a heading', () => {
    expect(readSheet('Domain,Name\na.com b.com,').rows.map((row) => row.domain)).toEqual(['a.com', 'b.com']);
    expect(readSheet('Domain,Name\na.com b.com,Ada Park').rows.map((row) => row.domain)).toEqual(['a.com b.com']);
  });

  test('is counted by lines, and takes out what nobody sees, but not what letters need', () => {
    const read = readSheet('https://a.com, Ada\u200b Park\nhttp://b.com/, می\u200cخواهم Park\nwww.c.com');
    expect(cleanedIn(read)).toEqual(['address 3', 'invisible 1']);
    expect(rowsOf(read).slice(0, 2)).toEqual(['a.com | Ada | Park | -', 'b.com | می\u200cخواهم | Park | -']);
  });
});

describe('what looks like a password or a key', () => {
  const SECRET = 'q7G$k2LmZ!';
  test.each<[text: string, secrets: string[], kept: string]>([
    [`Domain,Name,Password\na.com,Ada Park,hunter2`, ['Password'], 'Domain,Name\na.com,Ada Park'],
    [`Login pwd\tDomain\nhunter2\ta.com`, ['Login pwd'], 'Domain\na.com'],
    [`Domain;API key;2FA\na.com;hunter2;hunter2`, ['API key', '2FA'], 'Domain\na.com'],
    [`Domain,Remarks\na.com,${SECRET}\nb.com,x`, ['Remarks'], 'Domain\na.com\nb.com'],
    [`a.com\tAda Park\t${SECRET}`, ['column 3'], 'a.com\tAda Park\t'],
    [`a.com, ${SECRET}, acme.io\nb.com`, ['column 2'], 'a.com,,acme.io\nb.com'],
    [`Domain;Name;Kennwort\na.com;Ada Park;hunter2`, ['Kennwort'], 'Domain;Name\na.com;Ada Park'],
    [`Nom;Mot de passe;Domaine\nPark;hunter2;a.com`, ['Mot de passe'], 'Nom;Domaine\nPark;a.com'],
    [`Domain,Contraseña,Name\na.com,hunter2,Ada Park`, ['Contraseña'], 'Domain,Name\na.com,Ada Park'],
    [`Domain,Name,PW\na.com,Ada Park,hunter2`, ['PW'], 'Domain,Name\na.com,Ada Park'],
    [`Site,Name,Password\na.com,Ada Park,hunter2`, ['Password'], 'Site,Name\na.com,Ada Park'],
  ])('in %j is neither read, nor asked about, nor kept', (text, secrets, kept) => {
    const read = readSheet(text);
    expect(read).toMatchObject({ secrets, kept });
    expect(JSON.stringify(read)).not.toMatch(/hunter2|q7G/);
  });

  test.each([
    '2025-01-05T10:00:00Z',
    '$1,204.00',
    'ada.park@Acme1.com',
    'https://acme.com/Az09?x=1',
    'Auto-Renew',
    'O’Brien-Smith',
  ])('is not %s', (cell) => {
    expect(readSheet(`Domain,Remarks\na.com,"${cell}"`)).toMatchObject({ secrets: [], notUsed: ['Remarks'] });
  });
});

describe('a text', () => {
  test.each(['|', '|a', '`', '*', '> ', '"', '",', '"a\n', ',', 'a.', '“a”', '\u200c', '[](', '1-', 'https://'])(
    'of nothing but %j is read in a moment, as long as it may be',
    (part) => {
      for (const text of [part.repeat(19_000 / part.length), `Domain,Name\n${part.repeat(19_000 / part.length)}`]) {
        const before = process.cpuUsage();
        readSheet(text);
        // A hundredth of it is usual.
        expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
      }
    },
  );

  test('of nothing has nothing', () => {
    for (const text of ['', ' \n\t\n', '\ufeff']) {
      expect(readSheet(text)).toMatchObject({ rows: [], problems: [], kept: text });
    }
  });

  test('of more lines than are read at once, or larger, is refused in a sentence', () => {
    const lines = Array.from({ length: MAX_LINES }, (_, index) => `a${index}.com`).join('\n\n');
    expect(readSheet(lines).rows).toHaveLength(MAX_LINES);
    expect(readSheet(`${lines}\nb.com`)).toMatchObject({
      rows: [],
      kept: '',
      problems: [
        {
          code: 'too_many_lines',
          message: 'These are 2001 lines; at most 2000 are read at once. Split them into several orders.',
        },
      ],
    });
    expect(codesOf(readSheet('x'.repeat(MAX_TEXT + 1)))).toEqual(['null:too_large']);
    expect(codesOf(readSheet(`a.com\n${'x'.repeat(20_001)}`))).toEqual(['null:too_large']);
    expect(codesOf(readSheet('"\n'.repeat(10_001)))).toEqual(['null:too_large']);
  });
});

describe('what looks like a password', () => {
  const P = 'Hunter2!correct';
  test.each([
    [`a.com:${P}`, 'a.com'],
    [`a.com ${P}`, 'a.com'],
    [`ada@a.com:${P}`, 'ada@a.com'],
    [`a.com | Ada Park | ${P}`, 'a.com | Ada Park'],
    [`a.com, Ada Park (pw: ${P})`, 'a.com,Ada Park (pw'],
    [`Domain,Name\na.com,Ada Park,${P}`, 'Domain,Name\na.com,,…'],
    [
      `Domain,Owner,Info\na.com,Ada,${P}\nb.com,Ben,no\nc.com,Cy,no`,
      'Domain,Owner,Info\na.com,Ada,\nb.com,Ben,no\nc.com,Cy,no',
    ],
    [`Domain,Owner,Info\na.com,Ada,pw is ${P}\nb.com,Ben,no`, 'Domain,Owner,Info\na.com,Ada,\nb.com,Ben,no'],
    ['Acme list\nDomain,Password\na.com,sunshine', 'Acme list\nDomain\na.com'],
    [
      'Domain,Name\na.com,Ada Park\nDomain,Password,Owner,Colour\nb.com,sunshine,Ben Ito,red',
      'Domain,Name\na.com,Ada Park\nDomain\nb.com',
    ],
  ])('is not kept of %j', (text, kept) => {
    const read = readSheet(text, FORM_COLUMNS);
    expect(read.kept).toBe(kept);
    expect(JSON.stringify(read)).not.toMatch(/Hunter2|sunshine/);
    expect(readSheet(read.kept, FORM_COLUMNS).kept).toBe(kept);
  });

  test.each([
    'a.com, Anna Lena Müller/Lüdenscheidt',
    'a.com, https://b.com/Ada_Park1?key=Ab12345678!',
    'a.com, Ada Park, javascript:alert(1)',
    'northwind2024outreach',
  ])('is nothing of %j', (text) => {
    expect(readSheet(text, FORM_COLUMNS).kept).toBe(text);
  });

  test('is found behind what nobody sees', () => {
    expect(readSheet(`a.com, Hunter2!\ufeffcorrect`, FORM_COLUMNS).kept).toBe('a.com,');
  });

  test('in a cell of a column that needs a word is told, and is no sample', () => {
    const read = readSheet(`Domain,Owner,Info\na.com,Ada,pw is ${P}\nb.com,Ben,no`, FORM_COLUMNS);
    expect(read.secrets).toEqual(['Info']);
    expect(JSON.stringify(read.question)).not.toContain(P);
  });
});

test.each([',', ';', 'a,', '"a";'])('a text of nothing but %j is no sheet, which is told at once', (cell) => {
  const line = cell.repeat(960 / cell.length);
  const { problems, rows } = readSheet(Array.from({ length: MAX_LINES }, () => line).join('\n'));
  expect(rows).toEqual([]);
  expect(problems).toEqual([expect.objectContaining({ code: 'too_large', line: null })]);
});

test('a sheet of a hundred columns is read', () => {
  const line = (first: string) => [first, ...Array.from({ length: 98 }, () => 'x')].join(',');
  const text = [line('Domain'), ...Array.from({ length: MAX_LINES - 1 }, (_, index) => line(`a${index}.com`))].join(
    '\n',
  );
  expect(readSheet(text, FORM_COLUMNS).rows).toHaveLength(MAX_LINES - 1);
});
