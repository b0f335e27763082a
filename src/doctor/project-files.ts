import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from '../project.ts';

const Manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).min(1) }) }),
});
const Package = z.object({ engines: z.object({ node: z.string() }) });

/** The bot's scopes as the app's manifest lists them. Throws when there is no manifest of the known shape. */
export function manifestScopes(): readonly string[] {
  return Manifest.parse(parse(projectFile('manifest.yml'))).oauth_config.scopes.bot;
}

/** Which versions of Node the package asks for, such as `>=20.19`. Throws when the package does not say. */
export function nodeRange(): string {
  return Package.parse(JSON.parse(projectFile('package.json'))).engines.node;
}
