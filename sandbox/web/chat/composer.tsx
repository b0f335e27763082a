import { useRef, useState } from 'preact/hooks';
import type { Channel } from '../../slack/workspace/protocol.ts';
import { runShortcut, sendMessage, uploadFile } from '../net/workspace-api.ts';
import { Icon } from '../shell/icons.tsx';
import { MenuButton } from '../shell/menu-button.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { AttachFile } from './attach-file.tsx';
import { CommandPopup, useCommandPopup } from './command-popup.tsx';
import { FormatBar } from './format-bar.tsx';

/** What was typed and not sent, by person and place, as long as the page lives. */
const drafts = new Map<string, string>();

interface ComposerProps {
  readonly channel: Channel;
  readonly threadTs?: string;
  readonly placeholder: string;
}

/** Writes messages and slash commands: Enter sends, Shift+Enter makes a line. Give it a key per place. */
export function Composer({ channel, threadTs, placeholder }: ComposerProps) {
  const { me, snapshot, report, notify } = useWorkspace();
  const place = `${me.id} ${channel.id} ${threadTs ?? ''}`;
  const [text, setText] = useState(drafts.get(place) ?? '');
  const input = useRef<HTMLTextAreaElement>(null);
  const type = (next: string) => {
    drafts.set(place, next);
    setText(next);
  };
  const send = async () => {
    const sent = text.trim();
    if (sent === '') return;
    type('');
    const message = { as: me.id, channel: channel.id, text: sent, ...(threadTs !== undefined && { threadTs }) };
    const isSent = await report(sendMessage(message));
    if (!isSent && !drafts.get(place)) type(sent);
  };
  const attach = async (file: File) => {
    const added = await uploadFile(me.id, file);
    if (!added) return notify('A file could not be uploaded.');
    const message = { as: me.id, channel: channel.id, text: text.trim(), fileIds: [added.id] };
    type('');
    await report(sendMessage({ ...message, ...(threadTs !== undefined && { threadTs }) }));
  };
  const popup = useCommandPopup(text, (command) => {
    type(`${command} `);
    input.current?.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (popup.onKeyDown(event) || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  const shortcuts = snapshot.shortcuts
    .filter((shortcut) => shortcut.type === 'global')
    .map(({ callbackId, name }) => ({
      key: callbackId,
      text: name,
      detail: snapshot.workspace.appName,
      onChoose: () => void report(runShortcut(me.id, callbackId)),
    }));
  return (
    <div class="composer">
      <CommandPopup {...popup} />
      <div class="composer__frame">
        <FormatBar input={input} text={text} onChange={type} />
        <div class="composer__grow" data-text={`${text} `}>
          <textarea
            ref={input}
            class="composer__input"
            aria-label={placeholder}
            placeholder={placeholder}
            rows={1}
            value={text}
            onInput={({ currentTarget }) => type(currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <div class="composer__foot">
          {shortcuts.length > 0 && (
            <MenuButton
              label="Shortcuts"
              icon="plus"
              className="composer__tool composer__tool--round"
              items={shortcuts}
              isAbove
            />
          )}
          <AttachFile onChoose={(file) => void attach(file)} />
          <button
            type="button"
            class="composer__tool"
            aria-label="Run a command"
            title="Run a command"
            onClick={() => startCommand(type, input.current)}
          >
            <Icon name="slash" size={17} />
          </button>
          <span class="composer__hint">
            <b>Shift + Enter</b> to add a new line
          </span>
          <button
            type="button"
            class="composer__send"
            aria-label="Send now"
            disabled={text.trim() === ''}
            onClick={send}
          >
            <Icon name="send" size={16} />
          </button>
        </div>
      </div>
    </div>
  );
}

function startCommand(type: (text: string) => void, input: HTMLTextAreaElement | null): void {
  type('/');
  input?.focus();
}
