/** What Slack puts around what people type: code, quotes, and marks of bold, slanted and struck out text around a whole line. */
const MARKED_LINE = /^\s*([*_~])(?=\S)(.*\S)\1\s*$/;

/**
 * The text of a message as a list: without marks of Slack's, and with addresses as they were typed. Slack makes a link of
 * every address. Source: docs/slack.md, "mrkdwn and untrusted text".
 */
export const listInMessage = (text: string): string =>
  text
    .replace(/```/g, '\n')
    .split('\n')
    .map((line) => {
      const bare = line.replaceAll('`', '').replace(/^\s*&gt;\s?/, '');
      return MARKED_LINE.exec(bare)?.[2] ?? bare;
    })
    .join('\n')
    .replace(/<(https?:\/\/)?([^<>|\s]+)\|([^<>|]+)>/g, (link, _scheme, address, shown) =>
      address === shown ? shown : link,
    )
    .replace(/<(https?:\/\/[^<>|\s]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/^\n+|\n+$/g, '');
