import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ActFile } from '../../../views/acts/act-view.ts';
import { ChannelId, type UserId } from '../../values/ids.ts';

const Opened = z.object({ channel: z.object({ id: ChannelId }) });

/** Sends somebody a file by direct message, with a sentence. Throws what Slack does not take. */
export async function sendFile(client: WebClient, to: UserId, file: ActFile, text: string): Promise<void> {
  const { name: filename, title, content } = file;
  const { channel } = Opened.parse(await client.conversations.open({ users: to }));
  await client.filesUploadV2({ channel_id: channel.id, filename, title, content, initial_comment: text });
}
