const HIDDEN = '•••';
const SECRET_NAME = /password|secret|token|authorization|api[-_]?key/i;

/** A copy of a JSON value in which every secret field, and the key wherever it stands, reads `•••`. */
export function withoutSecrets(value: unknown, apiKey: string): unknown {
  if (typeof value === 'string') return apiKey === '' ? value : value.replaceAll(apiKey, HIDDEN);
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, apiKey));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAME.test(name) && item !== null ? HIDDEN : withoutSecrets(item, apiKey),
    ]),
  );
}
