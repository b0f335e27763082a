import type { Confirm } from '@slack/types';

/** Slack's dialog before something that is not easily undone. */
export function areYouSure(title: string, text: string, yes: string): Confirm {
  return {
    title: { type: 'plain_text', text: title },
    text: { type: 'plain_text', text },
    confirm: { type: 'plain_text', text: yes },
    deny: { type: 'plain_text', text: 'Cancel' },
    style: 'danger',
  };
}
