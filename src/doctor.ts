import { readConfig } from './config.ts';
import { examine } from './doctor/examine.ts';
import { closingLine, exitCodeOf, reportLine, secretsOf } from './doctor/report.ts';
import { createLog } from './log.ts';

/** `npm run doctor`: says what is well and how to mend the rest, a line each. Exit code 1 when something has to be mended. */
const read = readConfig(process.env);
const secrets = read.ok ? secretsOf(read.config) : [];
const results = await examine({
  environment: process.env,
  nodeVersion: process.version,
  clock: { now: () => new Date() },
  log: createLog('silent'),
  fetch,
  tell: (result) => process.stdout.write(reportLine(result, secrets)),
});
process.stdout.write(`\n${closingLine(results)}`);
process.exitCode = exitCodeOf(results);
