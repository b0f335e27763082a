import type { Digest } from '../../../spend/digest.ts';

/** Posts the weekly digest. */
export interface DigestNotifier {
  /** `key` is its name for ever: one that an earlier try posted is found, and not posted again. Throws when Slack does not take it. */
  post(digest: Digest, key: string): Promise<void>;
}
