import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { selfSigned } from '../../support/servers/self-signed.ts';

test('a connection with a certificate that is trusted carries the call', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scaledmail-tls-'));
  const { key, cert } = selfSigned();
  writeFileSync(join(folder, 'ca.pem'), cert);
  const requests: unknown[] = [];
  const secure = createServer({ key, cert }, (request, response) => {
    requests.push(request.url);
    request.resume().on('end', () => response.end('{"order_id":"rec1"}'));
  });
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const address = secure.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const program = join(import.meta.dirname, '../../support/servers/one-paid-call.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', program, `https://127.0.0.1:${port}`],
      { env: { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') } },
    );
    expect(JSON.parse(stdout)).toEqual({ type: 'confirmed', vendorOrderId: 'rec1' });
    expect(requests).toEqual(['/create-custom-order?provider=scaledmail&organization_id=recNorthwind']);
  } finally {
    secure.closeAllConnections();
    await new Promise((resolve) => secure.close(resolve));
    rmSync(folder, { recursive: true });
  }
});
