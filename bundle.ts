import { type BuildOptions, build, type Metafile } from 'esbuild';
import { ship } from './packaging/ship.ts';

/** Native code cannot be bundled. */
const NATIVE = ['libsql'];

/** What packages written for CommonJS expect to find. */
const COMMON_JS = `
import { createRequire as createRequireOfBundle } from 'node:module';
const require = createRequireOfBundle(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/**
 * Bundles programs with their packages into a folder, each as `<folder>/<path from the project>.js`: a few files are read at
 * a start instead of eight hundred. Answers what went into it; rejects when something cannot be resolved.
 */
export async function bundle(programs: readonly string[], folder: string, more: BuildOptions = {}): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: [...programs],
    outdir: folder,
    outbase: import.meta.dirname,
    absWorkingDir: import.meta.dirname,
    bundle: true,
    splitting: true,
    external: NATIVE,
    banner: { js: COMMON_JS },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
    ...more,
    metafile: true,
  });
  return metafile;
}

/** The bot, and the thread that it starts. */
export const BOT = ['src/main.ts', 'src/store-thread.ts'] as const;
/** What an operator runs beside it. */
const TOOLS = ['src/doctor.ts', 'src/audit.ts', 'src/keys.ts', 'src/backup.ts', 'src/erase.ts'] as const;

if (process.argv[1] === import.meta.filename) {
  const { inputs } = await bundle([...BOT, ...TOOLS], 'dist');
  const { dirname: project } = import.meta;
  ship({ project, folder: 'dist', inputs: Object.keys(inputs), native: NATIVE });
  process.stderr.write('dist is made: npm start runs it, and it can be copied anywhere as it is.\n');
}
