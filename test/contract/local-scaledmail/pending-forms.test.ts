import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { CONTOSO, type Request, send, useVendor } from './support.ts';

const local = useVendor();
const UUID = '11111111-2222-4333-8444-555555555555';
const NAMES = ['contosolabs.com', 'contosogrowth.com'];
const Forms = z.object({ forms: z.array(z.looseObject({ uuid: z.string() })) });

const forms = async (): Promise<string[]> => {
  const { body } = await send(local.vendor, { method: 'GET', path: '/pending-forms', workspace: CONTOSO });
  return Forms.parse(body).forms.map(({ uuid }) => uuid);
};
const filled: Request = {
  method: 'POST',
  path: `/submit-form/${UUID}`,
  query: { provider: 'scaledmail' },
  workspace: CONTOSO,
  body: { providers: { google: { domains: NAMES.map((domain) => ({ domain, first_name: 'A', last_name: 'B' })) } } },
};

test('a form waits until it is filled in, and is filled in once', async () => {
  expect(await forms()).toEqual([UUID]);
  expect(await send(local.vendor, filled)).toMatchObject({ status: 200 });
  expect(await forms()).toEqual([]);
  expect(await send(local.vendor, filled)).toMatchObject({ status: 400 });
  expect(local.vendor.state().charges).toEqual([]);
});

test('its list may go on showing it for a while, and still it is filled in once', async () => {
  local.vendor.settings({ formListedAfterMs: 60_000 });
  await send(local.vendor, filled);
  expect(await forms()).toEqual([UUID]);
  expect(await send(local.vendor, filled)).toMatchObject({ status: 400 });
  local.vendor.advance(60_000);
  expect(await forms()).toEqual([]);
});
