import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a Dockerfile makes, as far as it can be made without one. */
export interface Image {
  /** The folder that stands for `/` of the last stage. */
  readonly root: string;
  readonly workingFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
}

/** Runs a command line of a stage in a folder. */
export type RunStep = (command: string, folder: string, environment: Readonly<Record<string, string>>) => void;

/** By a shell; Node and npm are those of this machine. Throws when the command fails. */
export const runByShell: RunStep = (command, folder, environment) => {
  execFileSync('sh', ['-ec', command], { cwd: folder, env: { ...process.env, ...environment }, stdio: 'inherit' });
};

interface Stage {
  readonly root: string;
  workingFolder: string;
  readonly environment: Record<string, string>;
  user: string;
  command: readonly string[];
}

const WORDS = /\s+/;

/**
 * Takes the steps of a Dockerfile without a container, each stage in a folder of its own below `place`: for machines that
 * cannot build images. Knows the instructions that ours has, and throws for another one: nothing is passed over in silence.
 */
export function takeImageSteps(dockerfile: string, context: string, place: string, run: RunStep = runByShell): Image {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  const current = (): Stage => {
    if (stage === undefined) throw new Error('A step before the first FROM');
    return stage;
  };
  const inside = ({ root, workingFolder }: Stage, path: string) =>
    join(root, path.startsWith('/') ? path : join(workingFolder, path));
  const TAKE: Readonly<Record<string, (rest: string) => void>> = {
    FROM: (rest) => {
      const name = /\sAS\s+(\S+)$/i.exec(rest)?.[1] ?? 'image';
      stage = { root: join(place, name), workingFolder: '/', environment: {}, user: '', command: [] };
      mkdirSync(stage.root, { recursive: true });
      stages.set(name, stage);
    },
    WORKDIR: (rest) => {
      current().workingFolder = rest;
      mkdirSync(inside(current(), '.'), { recursive: true });
    },
    ENV: (rest) => {
      const [name = '', ...value] = rest.split('=');
      current().environment[name] = value.join('=');
    },
    COPY: (rest) => {
      const words = rest.split(WORDS);
      const from = /^--from=(.+)$/.exec(words[0] ?? '')?.[1];
      const [paths, to] = [words.slice(from === undefined ? 0 : 1, -1), words.at(-1) ?? ''];
      const source = from === undefined ? null : stages.get(from);
      if (source === undefined) throw new Error(`No stage is called ${from}`);
      for (const path of paths) {
        const goal = to.endsWith('/') ? join(to, path) : to;
        cpSync(source === null ? join(context, path) : inside(source, path), inside(current(), goal), {
          recursive: true,
        });
      }
    },
    RUN: (rest) => run(rest, inside(current(), '.'), current().environment),
    USER: (rest) => {
      current().user = rest;
    },
    CMD: (rest) => {
      current().command = words(rest);
    },
    // What only a container has.
    VOLUME: () => {},
    EXPOSE: () => {},
    HEALTHCHECK: () => {},
    STOPSIGNAL: () => {},
  };
  for (const line of dockerfile.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    const take = TAKE[name];
    if (take === undefined) throw new Error(`This step is not known here: ${line}`);
    take(rest.trim());
  }
  const { root, workingFolder, environment, user, command } = current();
  return { root, workingFolder: join(root, workingFolder), environment, user, command };
}

function words(json: string): readonly string[] {
  const read: unknown = JSON.parse(json);
  if (!Array.isArray(read)) throw new Error('CMD has to be a list');
  return read.map(String);
}
