import { describe, expect, test } from '@jest/globals';
import type { ActRequest } from '../../../../src/acts/act-request.ts';
import { oneShotOf } from '../../../../src/scaledmail/once/calls.ts';
import { noon } from '../../../support/builders.ts';
import { recordingDeps, USER_AGENT, VENDOR_KEY } from '../../../support/servers/scripted-server.ts';

const { deps } = recordingDeps('https://vendor.example/api/v1/', noon);
const spending: ActRequest = {
  operation: 'createCustomOrder',
  parameters: {},
  query: { provider: 'other' },
  body: { tag: 'é' },
};
const cancelling = (parameters: ActRequest['parameters']): ActRequest => ({
  operation: 'cancelOrder',
  parameters,
  query: { organization_id: 'rec N' },
  body: null,
});

describe('a request is written down', () => {
  test('as JSON that is posted, when it orders', () => {
    const { method, url, headers, body, timeoutMs } = oneShotOf(deps, spending, 7_000);
    expect([method, url.href]).toEqual(['POST', 'https://vendor.example/api/v1/create-custom-order?provider=other']);
    expect([body, timeoutMs]).toEqual(['{"tag":"é"}', 7_000]);
    expect(headers).toEqual({
      authorization: `Bearer ${VENDOR_KEY}`,
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
    });
  });

  test('without a body, at the address of the order, when it cancels', () => {
    const { method, url, headers, body } = oneShotOf(deps, cancelling({ order_id: 'rec/1 ?' }), 7_000);
    expect([method, url.href]).toEqual([
      'DELETE',
      'https://vendor.example/api/v1/orders/rec%2F1%20%3F?organization_id=rec+N',
    ]);
    expect(body).toBeNull();
    expect(headers).toEqual({
      authorization: `Bearer ${VENDOR_KEY}`,
      accept: 'application/json',
      'user-agent': USER_AGENT,
    });
  });

  test.each([{}, { order_id: '' }, { order_id: '.' }, { order_id: '..' }])(
    'but not when %j would lead elsewhere',
    (parameters) => {
      expect(() => oneShotOf(deps, cancelling(parameters), 7_000)).toThrow('Not a part of a path');
    },
  );

  test('at the address of the form, when it fills one in', () => {
    const filling: ActRequest = {
      operation: 'submitForm',
      parameters: { uuid: 'form 1' },
      query: { provider: 'scaledmail' },
      body: { providers: {} },
    };
    const { method, url, body } = oneShotOf(deps, filling, 7_000);
    expect([method, url.href, body]).toEqual([
      'POST',
      'https://vendor.example/api/v1/submit-form/form%201?provider=scaledmail',
      '{"providers":{}}',
    ]);
  });

  test('three dots are a number like any other', () => {
    expect(oneShotOf(deps, cancelling({ order_id: '...' }), 7_000).url.pathname).toBe('/api/v1/orders/...');
  });
});
