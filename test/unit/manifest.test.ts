import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMMANDS, IS_MESSAGES_TAB_READ_ONLY, SHORTCUTS } from '../../sandbox/slack/workspace/manifest.ts';
import { COMMAND, SHORTCUT, SUBCOMMANDS } from '../../views/ids.ts';

const Manifest = z.object({
  features: z.object({
    app_home: z.object({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string(),
          should_escape: z.boolean(),
        }),
      )
      .length(1),
    shortcuts: z.array(
      z.object({ callback_id: z.string(), name: z.string().max(24), type: z.enum(['global', 'message']) }),
    ),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});
const text = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
const manifest = Manifest.parse(parse(text));

test('the manifest offers what the routes answer', () => {
  const [command] = manifest.features.slash_commands;
  expect(command?.command).toBe(COMMAND);
  for (const name of SUBCOMMANDS) expect(command?.usage_hint).toContain(name);
  expect(manifest.features.shortcuts.map((shortcut) => shortcut.callback_id)).toEqual(Object.values(SHORTCUT));
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(['app_home_opened']);
});

test('what is typed after the command arrives as it was typed: nothing that the bot takes is a mention', () => {
  expect(manifest.features.slash_commands.map((command) => command.should_escape)).toEqual([false]);
});

test('the local Slack shows what the manifest declares', () => {
  const { slash_commands, app_home } = manifest.features;
  expect(COMMANDS).toEqual(
    slash_commands.map(({ command, description, usage_hint: usageHint, should_escape: shouldEscape }) => ({
      command,
      description,
      usageHint,
      shouldEscape,
    })),
  );
  expect(SHORTCUTS).toEqual(
    manifest.features.shortcuts.map(({ callback_id: callbackId, name, type }) => ({ callbackId, name, type })),
  );
  expect(IS_MESSAGES_TAB_READ_ONLY).toBe(app_home.messages_tab_read_only_enabled);
});

test('without its HTTP marks, the manifest has an address for every kind of payload', () => {
  const http = parse(text.replaceAll(/# (\S+: https:.*) # HTTP/g, '$1'));
  expect(http).toMatchObject({
    features: { slash_commands: [{ url: expect.stringContaining('/slack/events') }] },
    settings: {
      event_subscriptions: { request_url: expect.stringContaining('/slack/events') },
      interactivity: {
        request_url: expect.stringContaining('/slack/events'),
        message_menu_options_url: expect.stringContaining('/slack/events'),
      },
    },
  });
});
