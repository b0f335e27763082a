import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { findingFile } from '../../../views/watch/finding-file.ts';
import { findingMessage } from '../../../views/watch/finding-message.ts';
import type { ApprovalPolicy } from '../../orders/approval/policy.ts';
import type { MessageRef } from '../../orders/surface.ts';
import type { WatchNotifier } from '../../service/ports/slack/watch-notifier.ts';
import type { ChannelId } from '../../values/ids.ts';
import type { Finding } from '../../watch/finding.ts';
import type { ByName } from './by-name.ts';
import { findPosted, postOnce } from './post-once.ts';
import { isMessageLost, wordOf } from './refusals.ts';
import { uploadFile } from './send-file.ts';

const Replies = z.object({
  messages: z.array(z.object({ files: z.array(z.object({ name: z.string().nullish() })).optional() })),
});

/** Posts what the account watch found in the approvers' channel; who can decide is drawn from `policy`. */
export function slackWatchNotifier({
  client,
  byName,
  policy,
  channelId,
}: {
  readonly client: WebClient;
  readonly byName: ByName;
  readonly policy: ApprovalPolicy;
  readonly channelId: ChannelId;
}): WatchNotifier {
  const redraw = async (finding: Finding, { channelId: channel, ts }: MessageRef): Promise<void> => {
    const { text, blocks } = await byName((named) => findingMessage(finding, { policy, named }));
    await unlessLost(isMessageLost, () =>
      client.chat.update({ channel, ts, text, blocks, parse: 'none', link_names: false }),
    );
  };
  return {
    // It is looked for each time: findings are few, and after a store was put back nothing is known of a message that is there.
    post: async (finding) => {
      const found = await findPosted(client, { channel: channelId }, finding.key);
      if (found !== null) {
        // It may say what a store knew that was put back since.
        await redraw(finding, found);
        return found;
      }
      const message = await byName((named) => findingMessage(finding, { policy, named }));
      return postOnce(client, { channel: channelId }, message, { effectId: finding.key, isRetry: false });
    },
    attachFile: async (finding, { channelId: channel, ts: threadTs }) => {
      const file = findingFile(finding);
      // Only what is deleted is given up: a channel that the app was taken out of may come back.
      await unlessLost(
        (word) => DELETED.has(word),
        async () => {
          const { messages } = Replies.parse(await client.conversations.replies({ channel, ts: threadTs }));
          if (messages.some(({ files }) => files?.some(({ name }) => name === file.name))) return;
          await uploadFile(client, { channel, threadTs }, file);
        },
      );
    },
    redraw,
  };
}

/** A message, or the thread below it, that somebody deleted. */
const DELETED: ReadonlySet<string> = new Set(['message_not_found', 'thread_not_found']);

/** What is to be done with a message that somebody deleted is done. */
async function unlessLost(isLost: (word: string) => boolean, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const word = wordOf(error);
    if (word === null || !isLost(word)) throw error;
  }
}
