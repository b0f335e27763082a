import type { FileTrouble } from '../../acts/custom_order/sheets/file-trouble.ts';
import { MAX_FILE_BYTES } from '../../acts/custom_order/sheets/sheet-file.ts';
import { SlackUnavailable } from '../../service/errors.ts';

/** What became of a download. */
export type Downloaded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly trouble: FileTrouble };
export type Download = (address: string) => Promise<Downloaded>;

const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 3;

/**
 * Fetches bytes that need the bot's token, at most `MAX_FILE_BYTES` of them. The token goes to Slack's own hosts, encrypted, or
 * to the origin of `apiUrl` where the operator set one, and nowhere else, whatever a redirect says. Throws
 * `SlackUnavailable` when Slack does not answer.
 * Source: docs/slack.md, "Web API methods, scopes, manifest" (what an answer is when a permission is missing).
 */
export function downloader(token: string, apiUrl: string | undefined): Download {
  const origin = apiUrl === undefined ? null : new URL(apiUrl).origin;
  const mayHaveToken = (url: URL): boolean =>
    url.origin === origin ||
    (url.protocol === 'https:' && url.port === '' && /(?:^|\.)slack(?:-gov)?\.com$/.test(url.hostname));
  return async (address) => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    let url = URL.canParse(address) ? new URL(address) : null;
    try {
      for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
        if (url === null || !mayHaveToken(url)) return { ok: false, trouble: 'elsewhere' };
        const response = await fetch(url, {
          headers: { authorization: `Bearer ${token}` },
          redirect: 'manual',
          signal,
        });
        const location = response.headers.get('location');
        if (response.status < 300 || response.status >= 400 || location === null) return await bodyOf(response);
        await response.body?.cancel();
        url = URL.canParse(location, url) ? new URL(location, url) : null;
      }
      return { ok: false, trouble: 'not_visible' };
    } catch (error) {
      if (error instanceof SlackUnavailable) throw error;
      throw new SlackUnavailable('A file could not be fetched', { cause: error });
    }
  };
}

const TROUBLE_OF_STATUS: Readonly<Record<number, FileTrouble>> = {
  401: 'not_visible',
  403: 'not_visible',
  404: 'gone',
  410: 'gone',
};

async function bodyOf(response: Response): Promise<Downloaded> {
  const refused = async (trouble: FileTrouble): Promise<Downloaded> => {
    await response.body?.cancel();
    return { ok: false, trouble };
  };
  if (!response.ok) {
    const trouble = TROUBLE_OF_STATUS[response.status];
    if (trouble) return refused(trouble);
    await response.body?.cancel();
    throw new SlackUnavailable(`A file could not be fetched: Slack answered ${response.status}`);
  }
  // Where the app may not see a file, Slack shows the page on which people sign in, and calls that a success.
  if (response.headers.get('content-type')?.startsWith('text/html')) return refused('not_visible');
  if (Number(response.headers.get('content-length') ?? 0) > MAX_FILE_BYTES) return refused('too_large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_FILE_BYTES) return { ok: false, trouble: 'too_large' };
    chunks.push(chunk);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}
