import { type BuildOptions, build } from 'esbuild';

/** What packages written for CommonJS expect to find. */
const COMMON_JS = `
import { createRequire as createRequireOfBundle } from 'node:module';
const require = createRequireOfBundle(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/**
 * Bundles programs with their packages into a folder, each as `<folder>/<path from the project>.js`: a few files are read at
 * a start instead of eight hundred. Rejects when something cannot be resolved.
 */
export async function bundle(programs: readonly string[], folder: string, more: BuildOptions = {}): Promise<void> {
  await build({
    entryPoints: [...programs],
    outdir: folder,
    outbase: import.meta.dirname,
    absWorkingDir: import.meta.dirname,
    bundle: true,
    splitting: true,
    // Native code cannot be bundled.
    external: ['libsql'],
    banner: { js: COMMON_JS },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
    ...more,
  });
}

if (process.argv[1] === import.meta.filename)
  await bundle(['src/main.ts', 'src/doctor.ts', 'src/audit.ts', 'src/keys.ts'], 'dist');
