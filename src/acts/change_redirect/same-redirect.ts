/**
 * A redirect as it is sent: with a scheme, which the vendor would add. Empty stays empty: it takes a redirect away.
 * Source: docs/vendor/openapi.yaml, "updateDomainRedirect".
 */
export function asRedirect(typed: string): string {
  const text = typed.trim();
  return text === '' || HAS_SCHEME.test(text) ? text : `https://${text}`;
}

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/**
 * Whether two redirects lead to the same place, however they are written: without a scheme, with capitals in the host, with a
 * slash at the end. Empty is none. Pure.
 */
export const isSameRedirect = (left: string, right: string): boolean => comparable(left) === comparable(right);

function comparable(redirect: string): string {
  const whole = asRedirect(redirect);
  return (URL.canParse(whole) ? new URL(whole).href : whole).replace(/\/$/, '');
}
