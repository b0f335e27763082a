import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ActFile } from '../../../views/acts/act-view.ts';
import { FileInDoubt, SlackAsksToWait } from '../../service/errors.ts';
import { ChannelId, type UserId } from '../../values/ids.ts';
import { mayHaveTakenFile, wordOf } from './refusals.ts';

/**
 * A file shows a moment after Slack has it: so long after an upload that was cut off, a look tells whether it is there.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const SHOWS_WITHIN_MS = 30_000;

const Opened = z.object({ channel: z.object({ id: ChannelId }) });

/** Where a file goes, and the sentence with it. */
interface Place {
  readonly channel: ChannelId;
  readonly threadTs?: string;
  readonly words?: string;
}

/** Uploads a file. Throws `FileInDoubt` when nobody knows whether Slack took it, else what Slack's client throws. */
export async function uploadFile(client: WebClient, { channel, threadTs, words }: Place, file: ActFile): Promise<void> {
  const { name: filename, title, content } = file;
  const place = threadTs === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: threadTs };
  const comment = words === undefined ? {} : { initial_comment: words };
  try {
    await client.filesUploadV2({ ...place, ...comment, filename, title, content });
  } catch (error) {
    if (error instanceof SlackAsksToWait || !mayHaveTakenFile(wordOf(error))) throw error;
    throw new FileInDoubt(SHOWS_WITHIN_MS, { cause: error });
  }
}

/** Sends somebody a file by direct message, with a sentence. Throws as `uploadFile` does. */
export async function sendFile(client: WebClient, to: UserId, file: ActFile, words: string): Promise<void> {
  const { channel } = Opened.parse(await client.conversations.open({ users: to }));
  await uploadFile(client, { channel: channel.id, words }, file);
}
