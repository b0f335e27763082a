import { expect, test } from '@jest/globals';
import { listInMessage } from '../../../../../src/acts/custom_order/sheets/message-text.ts';

test.each([
  ['<http://acme.com|acme.com>, Ada Park', 'acme.com, Ada Park'],
  ['<https://acme.com>', 'https://acme.com'],
  ['<https://evil.io|acme.com>', '<https://evil.io|acme.com>'],
  ['```\nDomain,Name\na.com,Ada\n```', 'Domain,Name\na.com,Ada'],
  ['`a.com`', 'a.com'],
  ['*a.com*\n_b.com_\n~c.com~', 'a.com\nb.com\nc.com'],
  ['&gt; a.com, Ben &amp; Jerry', 'a.com, Ben & Jerry'],
  ['• <http://a.com|a.com>', '• a.com'],
  ['', ''],
])('%j is the list %j', (message, list) => {
  expect(listInMessage(message)).toBe(list);
});
