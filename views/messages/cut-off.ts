import { localTime } from '../words/text.ts';

/** What somebody is told whose press, command or choice was acknowledged so long ago that it is not done any more. */
export const cutOffText = (receivedAt: Date): string =>
  `What you asked of this app ${localTime(receivedAt)} was cut off, because the app stopped, and may not have been done. Please look, and ask again if you still need it.`;
