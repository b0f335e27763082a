import { describe, expect, test } from '@jest/globals';
import { type Surface, validateBlocks } from '../../../sandbox/slack/validate/index.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const long = (length: number) => 'x'.repeat(length);
const many = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, at) => make(at));
const option = (value: string) => ({ text: plain(`Option ${value}`), value });
const section = (rest: object) => ({ type: 'section', text: mrkdwn('hi'), ...rest });
const input = (element: object, rest: object = {}) => ({ type: 'input', label: plain('Label'), element, ...rest });
const button = (rest: object = {}) => ({ type: 'button', text: plain('Go'), ...rest });
const select = (rest: object) => ({ type: 'static_select', ...rest });
const radio = (count: number) => ({ type: 'radio_buttons', options: many(count, (at) => option(String(at))) });

const messagesOf = (surface: Surface, block: object) => validateBlocks(surface, [block]);

describe('limits of single blocks', () => {
  test.each([
    { what: 'section text', limit: 3000, blockOf: (n: number) => ({ type: 'section', text: mrkdwn(long(n)) }) },
    {
      what: 'section fields',
      limit: 10,
      blockOf: (n: number) => ({ type: 'section', fields: many(n, () => plain('a')) }),
    },
    { what: 'a section field', limit: 2000, blockOf: (n: number) => ({ type: 'section', fields: [plain(long(n))] }) },
    { what: 'header text', limit: 150, blockOf: (n: number) => ({ type: 'header', text: plain(long(n)) }) },
    {
      what: 'context elements',
      limit: 10,
      blockOf: (n: number) => ({ type: 'context', elements: many(n, () => mrkdwn('a')) }),
    },
    {
      what: 'actions elements',
      limit: 25,
      blockOf: (n: number) => ({ type: 'actions', elements: many(n, () => button()) }),
    },
    { what: 'block_id', limit: 255, blockOf: (n: number) => ({ type: 'divider', block_id: long(n) }) },
    { what: 'action_id', limit: 255, blockOf: (n: number) => section({ accessory: button({ action_id: long(n) }) }) },
    {
      what: 'button text',
      limit: 75,
      blockOf: (n: number) => section({ accessory: { type: 'button', text: plain(long(n)) } }),
    },
    { what: 'button value', limit: 2000, blockOf: (n: number) => section({ accessory: button({ value: long(n) }) }) },
    { what: 'button url', limit: 3000, blockOf: (n: number) => section({ accessory: button({ url: long(n) }) }) },
    {
      what: 'overflow options',
      limit: 5,
      blockOf: (n: number) =>
        section({ accessory: { type: 'overflow', options: many(n, (at) => option(String(at))) } }),
    },
    { what: 'radio options', limit: 10, blockOf: (n: number) => section({ accessory: radio(n) }) },
    {
      what: 'select options',
      limit: 100,
      blockOf: (n: number) => section({ accessory: select({ options: many(n, (at) => option(String(at))) }) }),
    },
    {
      what: 'option value',
      limit: 150,
      blockOf: (n: number) => section({ accessory: select({ options: [{ text: plain('a'), value: long(n) }] }) }),
    },
    {
      what: 'option text',
      limit: 75,
      blockOf: (n: number) => section({ accessory: select({ options: [{ text: plain(long(n)), value: 'a' }] }) }),
    },
    {
      what: 'option group label',
      limit: 75,
      blockOf: (n: number) =>
        section({ accessory: select({ option_groups: [{ label: plain(long(n)), options: [option('a')] }] }) }),
    },
    {
      what: 'placeholder',
      limit: 150,
      blockOf: (n: number) => section({ accessory: select({ options: [option('a')], placeholder: plain(long(n)) }) }),
    },
    {
      what: 'confirm title',
      limit: 100,
      blockOf: (n: number) => section({ accessory: button({ confirm: { title: plain(long(n)), text: plain('a') } }) }),
    },
    {
      what: 'confirm text',
      limit: 300,
      blockOf: (n: number) => section({ accessory: button({ confirm: { text: mrkdwn(long(n)) } }) }),
    },
    {
      what: 'confirm button',
      limit: 30,
      blockOf: (n: number) =>
        section({ accessory: button({ confirm: { text: mrkdwn('a'), confirm: plain(long(n)) } }) }),
    },
    {
      what: 'input label',
      limit: 2000,
      blockOf: (n: number) => ({ ...input({ type: 'plain_text_input' }), label: plain(long(n)) }),
    },
    {
      what: 'input hint',
      limit: 2000,
      blockOf: (n: number) => input({ type: 'plain_text_input' }, { hint: plain(long(n)) }),
    },
    {
      what: 'text input max_length',
      limit: 3000,
      blockOf: (n: number) => input({ type: 'plain_text_input', max_length: n }),
    },
    {
      what: 'image alt text',
      limit: 2000,
      blockOf: (n: number) => ({ type: 'image', image_url: 'https://a.test/b.png', alt_text: long(n) }),
    },
    { what: 'image url', limit: 3000, blockOf: (n: number) => ({ type: 'image', image_url: long(n), alt_text: 'a' }) },
  ])('$what may be $limit, not more', ({ limit, blockOf }) => {
    expect(messagesOf('message', blockOf(limit))).toEqual([]);
    expect(messagesOf('message', blockOf(limit + 1))).toHaveLength(1);
  });

  test('lengths count code points, so 75 emoji fit on a button', () => {
    const pressed = (count: number) => section({ accessory: { type: 'button', text: plain('🚀'.repeat(count)) } });
    expect(messagesOf('message', pressed(75))).toEqual([]);
    expect(messagesOf('message', pressed(76))).toHaveLength(1);
  });
});

describe('shapes', () => {
  const at = (pointer: string, message: string) => [{ pointer, message }];
  test.each([
    {
      what: 'an unknown block',
      block: { type: 'sectoin', text: plain('a') },
      problems: at('/blocks/0/type', 'unsupported type: sectoin'),
    },
    {
      what: 'a block without type',
      block: { text: plain('a') },
      problems: at('/blocks/0', 'missing required field: type'),
    },
    {
      what: 'an empty text',
      block: { type: 'section', text: mrkdwn('') },
      problems: at('/blocks/0/text/text', 'must be more than 0 characters'),
    },
    {
      what: 'an empty url',
      block: section({ accessory: button({ url: '' }) }),
      problems: at('/blocks/0/accessory/url', 'must be more than 0 characters'),
    },
    {
      what: 'a section without content',
      block: { type: 'section' },
      problems: at('/blocks/0', 'must provide either text or fields'),
    },
    {
      what: 'an option without value',
      block: section({ accessory: select({ options: [{ text: plain('a') }] }) }),
      problems: at('/blocks/0/accessory/options/0', 'missing required field: value'),
    },
    {
      what: 'a select without options',
      block: section({ accessory: select({}) }),
      problems: at('/blocks/0/accessory', 'must provide either options or option_groups'),
    },
    {
      what: 'a property Slack does not know',
      block: section({ colour: 'red' }),
      problems: at('/blocks/0', 'invalid additional property: colour'),
    },
    {
      what: 'a text input in a section',
      block: section({ accessory: { type: 'plain_text_input' } }),
      problems: at('/blocks/0/accessory/type', 'unsupported type: plain_text_input'),
    },
    {
      what: 'an image among actions',
      block: { type: 'actions', elements: [{ type: 'image', image_url: 'https://a.test', alt_text: 'a' }] },
      problems: at('/blocks/0/elements/0/type', 'unsupported type: image'),
    },
    {
      what: 'a number without its kind',
      block: input({ type: 'number_input' }),
      problems: at('/blocks/0/element', 'missing required field: is_decimal_allowed'),
    },
    {
      what: 'bounds of unlike lengths, in order,',
      block: input({ type: 'number_input', is_decimal_allowed: false, min_value: '9', max_value: '10' }),
      problems: [],
    },
    {
      what: 'bounds the wrong way round',
      block: input({ type: 'number_input', is_decimal_allowed: false, min_value: '11', max_value: '9' }),
      problems: at('/blocks/0/element/min_value', 'min_value must be less than or equal to max_value'),
    },
    {
      what: 'a date in words',
      block: input({ type: 'datepicker', initial_date: 'tomorrow' }),
      problems: at('/blocks/0/element/initial_date', 'must be a date formatted YYYY-MM-DD'),
    },
    {
      what: 'an empty filter',
      block: section({ accessory: { type: 'conversations_select', filter: {} } }),
      problems: at('/blocks/0/accessory/filter', 'must have at least one key'),
    },
    {
      what: 'a label in mrkdwn',
      block: { ...input({ type: 'datepicker' }), label: mrkdwn('a') },
      problems: at('/blocks/0/label/type', 'must be one of: plain_text'),
    },
    {
      what: 'an empty text node',
      block: { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] },
      problems: at('/blocks/0/elements/0/elements/0/text', 'must be more than 0 characters'),
    },
    {
      what: 'an image from nowhere',
      block: { type: 'image', alt_text: 'a' },
      problems: at('/blocks/0', 'must provide either image_url or slack_file'),
    },
  ])('$what is told with its place', ({ block, problems }) => {
    expect(messagesOf('message', block)).toEqual(problems);
  });

  test.each(['initial_option equal in all but text', 'initial_option that is not offered'])('%s is refused', (what) => {
    const chosen = what.includes('text') ? { text: plain('Other'), value: 'a' } : option('z');
    const block = section({ accessory: select({ options: [option('a')], initial_option: chosen }) });
    expect(messagesOf('modal', block)).toEqual([
      { pointer: '/blocks/0/accessory/initial_option', message: 'initial_option must be one of the options' },
    ]);
  });

  test('an initial option that is offered passes, also from a group', () => {
    const groups = [{ label: plain('G'), options: [option('a'), option('b')] }];
    const block = section({ accessory: select({ option_groups: groups, initial_option: option('b') }) });
    expect(messagesOf('modal', block)).toEqual([]);
  });
});

describe('surfaces', () => {
  test.each([
    { block: { type: 'alert', text: plain('a') }, modal: true, home: false, message: false },
    { block: { type: 'markdown', text: 'a' }, modal: false, home: false, message: true },
    { block: { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }, modal: false, home: false, message: true },
    { block: input({ type: 'file_input' }), modal: true, home: false, message: false },
    { block: input({ type: 'email_text_input' }), modal: true, home: true, message: true },
    { block: { type: 'actions', elements: [{ type: 'datetimepicker' }] }, modal: true, home: true, message: true },
    { block: { type: 'file', source: 'remote', external_id: 'a' }, modal: false, home: false, message: false },
  ])('$block.type is taken where Slack takes it', ({ block, modal: inModal, home, message }) => {
    const taken = (surface: Surface) => validateBlocks(surface, [block]).length === 0;
    expect([taken('modal'), taken('home'), taken('message')]).toEqual([inModal, home, message]);
  });

  test('a file input may not dispatch actions', () => {
    expect(messagesOf('modal', input({ type: 'file_input' }, { dispatch_action: true }))).toEqual([
      { pointer: '/blocks/0/dispatch_action', message: 'dispatch_action must be false for a file_input' },
    ]);
  });

  test.each([
    { surface: 'message' as const, most: 50 },
    { surface: 'modal' as const, most: 100 },
    { surface: 'home' as const, most: 100 },
  ])('a $surface holds $most blocks', ({ surface, most }) => {
    const dividers = (count: number) => many(count, () => ({ type: 'divider' }));
    expect(validateBlocks(surface, dividers(most))).toEqual([]);
    expect(validateBlocks(surface, dividers(most + 1))).toEqual([
      { pointer: '/blocks', message: `no more than ${most} items allowed` },
    ]);
  });
});

describe('rules over several blocks', () => {
  test('block ids are unique in a view, action ids in a block', () => {
    const twins = [button({ action_id: 'go' }), button({ action_id: 'go' })];
    const blocks = [
      { type: 'divider', block_id: 'a' },
      { type: 'actions', block_id: 'a', elements: twins },
      { type: 'actions', block_id: 'b', elements: [button({ action_id: 'go' })] },
    ];
    expect(validateBlocks('modal', blocks).map(({ pointer }) => pointer)).toEqual([
      '/blocks/1/block_id',
      '/blocks/1/elements/1/action_id',
    ]);
  });

  test('one element has the focus', () => {
    const focused = input({ type: 'plain_text_input', focus_on_load: true });
    expect(validateBlocks('modal', [focused])).toEqual([]);
    expect(validateBlocks('modal', [focused, focused])).toHaveLength(1);
  });

  test('a message has one table and 12,000 characters of markdown', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
    const markdown = (length: number) => ({ type: 'markdown', text: long(length) });
    expect(validateBlocks('message', [table, table])).toHaveLength(1);
    expect(validateBlocks('message', [markdown(6000), markdown(6000)])).toEqual([]);
    expect(validateBlocks('message', [markdown(6000), markdown(6001)])).toHaveLength(1);
  });
});
