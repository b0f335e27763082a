import { describeProblems } from './config.ts';
import { withSecretFiles } from './secret-files.ts';

/** The environment of this process, with secrets from their files. Ends the process when one of those cannot be read. */
export function programEnvironment(): Readonly<Record<string, string | undefined>> {
  const { environment, problems } = withSecretFiles(process.env);
  if (problems.length === 0) return environment;
  process.stderr.write(`${describeProblems(problems.map((each) => ({ ...each, what: 'wrong' })))}\n`);
  process.exit(78); // EX_CONFIG of sysexits(3): starting again without a change will not help.
}
