import type { Demo } from './start-demo.ts';

/** What the terminal says once the demo runs. */
export function welcome({ pageUrl, vendorUrl, botUrl, takenPorts }: Demo): string {
  const taken =
    takenPorts.length === 0 ? '' : `  (Taken by others: ${takenPorts.join(', ')}. Free ports are used instead.)\n`;
  return `
  ScaledMail for Slack is running, with nothing but this machine.

    Open  ${pageUrl}

    ScaledMail (stand-in)  ${vendorUrl}
    The bot                ${botUrl}/healthz
${taken}
  Try this first
    1. You are Rita. Type  /scaledmail order  in any channel, fill in the form, send it for approval.
    2. Play Amir (switch at the top): open #scaledmail-approvals and approve.
    3. Watch the panel at the right: ScaledMail receives one paid call.
    4. Break it: let the next order be charged and then time out, kill the bot, click twice.

  Everything is kept in .demo; delete the folder to start over. Ctrl-C stops.
`;
}
