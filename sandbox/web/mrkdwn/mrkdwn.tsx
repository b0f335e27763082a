import type { TextObject } from '@slack/types';
import { useMemo } from 'preact/hooks';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { formatSlackDate } from './dates.ts';
import { emojiFor } from './emoji.ts';
import type { BlockNode, InlineNode } from './nodes.ts';
import { parseMrkdwn } from './parse.ts';
import { parsePlain } from './plain.ts';

/** Draws mrkdwn; `isVerbatim` leaves bare addresses alone. */
export function Mrkdwn({ text, isVerbatim }: { text: string; isVerbatim: boolean }) {
  const blocks = useMemo(() => parseMrkdwn(text, { verbatim: isVerbatim }), [text, isVerbatim]);
  return (
    <>
      {blocks.map((block, index) => (
        <MrkdwnBlock key={index} block={block} />
      ))}
    </>
  );
}

/** Draws one of Slack's text objects, whichever kind it is. */
export function SlackText({ text }: { text: TextObject }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} isVerbatim={text.verbatim === true} />;
  return <Inline nodes={parsePlain(text.text, text.emoji !== false)} />;
}

/** Draws nodes that stand in one line or paragraph. */
export function Inline({ nodes }: { nodes: readonly InlineNode[] }) {
  return <>{nodes.map((node) => drawInline(node))}</>;
}

function MrkdwnBlock({ block }: { block: BlockNode }) {
  if (block.type === 'preformatted') return <pre class="preformatted">{block.text}</pre>;
  const children = <Inline nodes={block.children} />;
  return block.type === 'quote' ? (
    <blockquote class="quote">{children}</blockquote>
  ) : (
    <span class="paragraph">{children}</span>
  );
}

function drawInline(node: InlineNode) {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'bold':
      return <strong>{node.children.map(drawInline)}</strong>;
    case 'italic':
      return <em>{node.children.map(drawInline)}</em>;
    case 'strike':
      return <s>{node.children.map(drawInline)}</s>;
    case 'code':
      return <code class="code">{node.text}</code>;
    case 'emoji':
      return <Emoji name={node.name} />;
    case 'link':
      return <Link url={node.url} label={node.label} />;
    case 'date':
      return <SlackDate {...node} />;
    case 'broadcast':
      return <span class="mention mention--broadcast">@{node.range}</span>;
    default:
      return <Mention type={node.type} id={node.id} label={node.label} />;
  }
}

/** One emoji by its shortcode; an unknown one stays `:name:`. */
export function Emoji({ name }: { name: string }) {
  const character = emojiFor(name);
  if (character === null) return `:${name}:`;
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {character}
    </span>
  );
}

/** A link that leaves the page; the caller vouches for the address. */
export function Link({ url, label }: { url: string; label: string }) {
  return (
    <a class="link" href={url} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  );
}

/** A date in the reader's own zone, or its fallback. */
export function SlackDate(props: { timestamp: number; format: string; url: string | null; fallback: string }) {
  const { nowMs } = useWorkspace().snapshot;
  const text = formatSlackDate(props.timestamp, props.format, { nowMs }) ?? props.fallback;
  return props.url === null ? <time>{text}</time> : <Link url={props.url} label={text} />;
}

/** A person, channel or group by name; what this person cannot see is drawn as Slack does, without its name. */
export function Mention({
  type,
  id,
  label,
}: {
  type: 'user' | 'channel' | 'usergroup';
  id: string;
  label: string | null;
}) {
  const { me, snapshot, person, channel, openChannel } = useWorkspace();
  if (type === 'channel') {
    const found = channel(id);
    if (!found) return <span class="mention">{label ? `#${label}` : '#private-channel'}</span>;
    return (
      <button type="button" class="mention mention--button" onClick={() => openChannel(id)}>
        #{found.name}
      </button>
    );
  }
  if (type === 'usergroup') {
    const group = snapshot.userGroups.find((known) => known.id === id);
    const isMine = group?.memberIds.includes(me.id) === true;
    const text = group ? `@${group.handle}` : (label ?? '@unknown-group');
    return <span class={isMine ? 'mention mention--me' : 'mention'}>{text}</span>;
  }
  const found = person(id);
  return (
    <span class={id === me.id ? 'mention mention--me' : 'mention'} title={found?.title}>
      @{found?.realName ?? label ?? 'unknown user'}
    </span>
  );
}
