import { readFileSync } from 'node:fs';
import { SECRET_NAMES } from './variables.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** A file that cannot be read in the place of a secret. Never holds what is in it. */
export interface FileProblem {
  readonly variable: string;
  readonly fix: string;
}

/**
 * The environment with each secret that a file holds: `ENCRYPTION_KEY_FILE=/run/secrets/key` stands for `ENCRYPTION_KEY`, without
 * the end of its last line. Both at once is a mistake, as nobody knows which counts. All problems come at once.
 */
export function withSecretFiles(
  environment: Variables,
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): { readonly environment: Variables; readonly problems: readonly FileProblem[] } {
  const problems: FileProblem[] = [];
  const found: Record<string, string> = {};
  for (const name of SECRET_NAMES) {
    const variable = `${name}_FILE`;
    const path = environment[variable]?.trim();
    if (!path) continue;
    if (environment[name]?.trim()) {
      problems.push({ variable, fix: `Set ${name} or ${variable}, not both.` });
      continue;
    }
    try {
      found[name] = read(path).replace(/\r?\n$/, '');
    } catch {
      problems.push({ variable, fix: 'Give the path of a file that the process may read.' });
    }
  }
  return { environment: { ...environment, ...found }, problems };
}
