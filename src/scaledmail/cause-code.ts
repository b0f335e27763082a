/** How deep causes are followed: `fetch` wraps what the network said once or twice. */
const MAX_DEPTH = 4;

/**
 * What an error is called: Node's code, its own or that of its nearest cause, else its name; never its text, which may hold a
 * secret. Not told by `instanceof`, which Node's own errors pass in their own realm only.
 */
export function codeOf(error: unknown): string {
  return codeWithin(error, MAX_DEPTH) ?? nameOf(error);
}

function codeWithin(error: unknown, depth: number): string | null {
  if (typeof error !== 'object' || error === null || depth === 0) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const causes = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  for (const cause of ['cause' in error ? error.cause : undefined, ...causes]) {
    const code = codeWithin(cause, depth - 1);
    if (code !== null) return code;
  }
  return null;
}

function nameOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  return 'name' in error && typeof error.name === 'string' ? error.name : 'unknown';
}

/** What kept an answer away, for whoever reads the log. */
export type NetworkCause = 'certificate' | 'dns' | 'refused' | 'reset' | 'timeout' | 'network';

const CAUSES: readonly { readonly is: RegExp; readonly cause: NetworkCause }[] = [
  { is: /CERT|TLS|SSL|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/, cause: 'certificate' },
  { is: /^(ENOTFOUND|EAI_AGAIN|ENODATA)$/, cause: 'dns' },
  { is: /^ECONNREFUSED$/, cause: 'refused' },
  { is: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, cause: 'reset' },
  { is: /TIMEOUT|Timeout|TIMEDOUT/, cause: 'timeout' },
];

/** What a code of `codeOf` says, in one word. Source: Node.js documentation, "Common system errors". */
export const networkCause = (code: string): NetworkCause => CAUSES.find(({ is }) => is.test(code))?.cause ?? 'network';
