/**
 * What Slack makes of a command's text when the manifest has `should_escape: true`: mentions, channels and links in pointed
 * brackets, and entities for the three signs that stand in them.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
import type { Workspace } from '../workspace/workspace.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const LINK = /(https?:\/\/[^\s<>|]+)/g;

/** The text as the app gets it. */
export function escapeCommand({ people, channels }: Workspace, typed: string): string {
  const entities = typed.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
  return entities
    .replace(LINK, '<$1>')
    .replace(/@([\w.-]+)/g, (text, name: string) => {
      const person = [...people.values()].find((each) => each.name === name);
      return person ? `<@${person.id}|${person.name}>` : text;
    })
    .replace(/#([\w-]+)/g, (text, name: string) => {
      const channel = [...channels.values()].find((each) => each.name === name);
      if (!channel) return text;
      return channel.kind === 'private' ? `<#${channel.id}|>` : `<#${channel.id}|${channel.name}>`;
    });
}
