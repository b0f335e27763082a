/** A run of mrkdwn inside one line or paragraph. `text` is decoded: draw it as it stands, never as markup. */
export type InlineNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'bold' | 'italic' | 'strike'; readonly children: readonly InlineNode[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'emoji'; readonly name: string }
  /** `url` is always http, https, mailto or tel. */
  | { readonly type: 'link'; readonly url: string; readonly label: string }
  | { readonly type: 'user' | 'channel' | 'usergroup'; readonly id: string; readonly label: string | null }
  | { readonly type: 'broadcast'; readonly range: string }
  | {
      readonly type: 'date';
      /** Unix seconds. */
      readonly timestamp: number;
      readonly format: string;
      readonly url: string | null;
      readonly fallback: string;
    };

/** A paragraph-sized part of a mrkdwn text. */
export type BlockNode =
  | { readonly type: 'paragraph' | 'quote'; readonly children: readonly InlineNode[] }
  | { readonly type: 'preformatted'; readonly text: string };
