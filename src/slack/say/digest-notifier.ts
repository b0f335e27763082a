import type { WebClient } from '@slack/web-api';
import { digestMessage } from '../../../views/account/digest.ts';
import type { DigestNotifier } from '../../service/ports/slack/digest-notifier.ts';
import type { ChannelId } from '../../values/ids.ts';
import { postOnce } from './post-once.ts';

/** Posts the weekly digest in the approvers' channel. It is looked for first each time: it comes once a week. */
export const slackDigestNotifier = ({
  client,
  channelId,
}: {
  readonly client: WebClient;
  readonly channelId: ChannelId;
}): DigestNotifier => ({
  post: async (digest, key) => {
    await postOnce(client, { channel: channelId }, digestMessage(digest), { effectId: key, isRetry: true });
  },
});
