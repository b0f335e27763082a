import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { isSafeUrl } from '../mrkdwn/control.ts';
import { Emoji, Link, Mention, SlackDate } from '../mrkdwn/mrkdwn.tsx';
import { keyed } from './keyed.ts';

/** Formatted text as Slack's own composer makes it; every text node is inert. */
export function RichTextView({ block }: { block: Pick<RichTextBlock, 'elements'> }) {
  return (
    <div class="rich-text">
      {keyed(block.elements).map(({ key, item }) => (
        <RichTextPart key={key} part={item} />
      ))}
    </div>
  );
}

function RichTextPart({ part }: { part: RichTextBlockElement }) {
  if (part.type === 'rich_text_list') {
    const items = keyed(part.elements).map(({ key, item }) => (
      <li key={key}>
        <Run elements={item.elements} />
      </li>
    ));
    const style = { marginLeft: `${(part.indent ?? 0) * 24}px` };
    return part.style === 'ordered' ? <ol style={style}>{items}</ol> : <ul style={style}>{items}</ul>;
  }
  const run = <Run elements={part.elements} />;
  if (part.type === 'rich_text_preformatted') return <pre class="preformatted">{run}</pre>;
  if (part.type === 'rich_text_quote') return <blockquote class="quote">{run}</blockquote>;
  return <span class="paragraph">{run}</span>;
}

function Run({ elements }: { elements: readonly RichTextElement[] }) {
  return (
    <>
      {keyed(elements).map(({ key, item }) => (
        <Styled key={key} element={item}>
          {drawElement(item)}
        </Styled>
      ))}
    </>
  );
}

function drawElement(element: RichTextElement): ComponentChildren {
  switch (element.type) {
    case 'text':
      return lines(element.text);
    case 'link':
      return isSafeUrl(element.url) ? (
        <Link url={element.url} label={element.text ?? element.url} />
      ) : (
        (element.text ?? element.url)
      );
    case 'emoji':
      return <Emoji name={element.name} />;
    case 'user':
      return <Mention type="user" id={element.user_id} label={null} />;
    case 'channel':
      return <Mention type="channel" id={element.channel_id} label={null} />;
    case 'usergroup':
      return <Mention type="usergroup" id={element.usergroup_id} label={null} />;
    case 'broadcast':
      return <span class="mention mention--broadcast">@{element.range}</span>;
    case 'date':
      return (
        <SlackDate
          timestamp={element.timestamp}
          format={element.format}
          url={element.url ?? null}
          fallback={element.fallback ?? ''}
        />
      );
    case 'color':
      return <code class="code">{element.value}</code>;
    default:
      return null;
  }
}

function Styled({ element, children }: { element: RichTextElement; children: ComponentChildren }) {
  const style = 'style' in element ? (element.style ?? {}) : {};
  let drawn = children;
  if ('code' in style && style.code) drawn = <code class="code">{drawn}</code>;
  if (style.bold) drawn = <strong>{drawn}</strong>;
  if (style.italic) drawn = <em>{drawn}</em>;
  if (style.strike) drawn = <s>{drawn}</s>;
  return <>{drawn}</>;
}

function lines(text: string): ComponentChildren {
  return keyed(text.split('\n')).map(({ key, item }) => (key === '0' ? item : [<br key={key} />, item]));
}
