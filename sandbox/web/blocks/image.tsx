import type { ImageBlock, ImageElement } from '@slack/types';

/** A picture by address; what is not a web or data address is named, not loaded. */
export function SlackImage({ image }: { image: ImageElement | ImageBlock }) {
  const url = 'image_url' in image ? image.image_url : '';
  if (!/^(?:https?:\/\/|data:image\/)/.test(url)) return <span class="image-missing">{image.alt_text}</span>;
  return <img class="image" src={url} alt={image.alt_text} />;
}

/** A picture on a line of its own, with its title. */
export function ImageBlockView({ block }: { block: ImageBlock }) {
  return (
    <figure class="image-block">
      {block.title && <figcaption class="image-block__title">{block.title.text}</figcaption>}
      <SlackImage image={block} />
    </figure>
  );
}
