import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ActFile } from '../../../views/acts/act-view.ts';
import { ChannelId, type UserId } from '../../values/ids.ts';

const Opened = z.object({ channel: z.object({ id: ChannelId }) });

/** A file in a channel, with a sentence. Throws what Slack does not take. */
export async function uploadFile(client: WebClient, channel: ChannelId, file: ActFile, text: string): Promise<void> {
  const { name: filename, title, content } = file;
  await client.filesUploadV2({ channel_id: channel, filename, title, content, initial_comment: text });
}

/** Sends somebody a file by direct message, with a sentence. Throws what Slack does not take. */
export async function sendFile(client: WebClient, to: UserId, file: ActFile, text: string): Promise<void> {
  const { channel } = Opened.parse(await client.conversations.open({ users: to }));
  await uploadFile(client, channel.id, file, text);
}
