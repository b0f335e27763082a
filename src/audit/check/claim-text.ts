import type { Claim } from '../../acts/claim.ts';

/** A claim as one text, for people and to compare: `owns name:acme.com`. */
export const claimText = ({ mode, key }: Claim): string => `${mode} ${key}`;
