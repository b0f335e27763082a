/** A secret as a server may write it that received it, by the name of the way. */
export function spellings(secret: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(secret);
  const middle = Math.ceil(secret.length / 2);
  return {
    'as it is': secret,
    'in capitals': secret.toUpperCase(),
    'in small letters': secret.toLowerCase(),
    reversed: [...secret].toReversed().join(''),
    split: `${secret.slice(0, middle)} / ${secret.slice(middle)}`,
    spaced: [...secret].join(' '),
    'in base64': bytes.toString('base64'),
    'in base64 of addresses': bytes.toString('base64url'),
    'in hexadecimal': bytes.toString('hex'),
    'in JSON': JSON.stringify(secret),
    'in an address': new URLSearchParams({ secret }).toString(),
    'in HTML': [...secret].map((each) => `&#${each.codePointAt(0)};`).join(''),
  };
}
