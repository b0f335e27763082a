import { z } from 'zod';
import { validateMessage, validateView } from '../../../sandbox/slack/validate/index.ts';
import { ACTION } from '../../../views/ids.ts';
import type { MessageView } from '../../../views/messages/message-view.ts';

/** Everything of a view that Slack reads as mrkdwn: texts of mrkdwn objects, and a message's own text. */
export function mrkdwnTexts(view: unknown): string[] {
  if (Array.isArray(view)) return view.flatMap(mrkdwnTexts);
  if (typeof view !== 'object' || view === null) return [];
  const parts = Object.entries(view);
  const isMarked = 'type' in view && view.type === 'mrkdwn';
  const isMessage = 'text' in view && 'blocks' in view;
  const own = (isMarked || isMessage) && 'text' in view && typeof view.text === 'string' ? [view.text] : [];
  return [...own, ...parts.flatMap(([, value]) => mrkdwnTexts(value))];
}

/** All text of a view in one string, as JSON without quoting. */
export const allText = (view: unknown): string => JSON.stringify(view).replaceAll('\\n', '\n').replaceAll('\\"', '"');

/** What a notice says: it stands below the title. */
export function sentenceOf({ blocks }: MessageView): string {
  const [, block] = blocks;
  return block?.type === 'section' ? (block.text?.text ?? '') : '';
}

/** Problems of Slack's of a message or a view, by what it is. */
export function slackProblems(surface: MessageView | { type: string }): string[] {
  const problems = 'type' in surface ? validateView(surface) : validateMessage(surface);
  return problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

/** Slack control sequences in mrkdwn that did not come from us: mentions of anybody but those who take part. */
export function foreignControls(view: unknown): string[] {
  const ours =
    /^<(?:@U(?:RITA|AMIR|BEA)|!subteam\^SBUYERS|#CAPPROVALS|!date\^\d+\^[^<>]*|https:\/\/acme\.slack\.com\/[^<>]*|https:\/\/app\.scaledmail\.com\/\|billing page)>$/;
  return mrkdwnTexts(view)
    .flatMap((text) => text.match(/<[^>]*>?/g) ?? [])
    .filter((token) => !ours.test(token));
}

/** The buttons of a view that carry an order or open its card: their visible words, and what a screen reader says. */
export function orderButtonsOf(view: unknown): { readonly text: string; readonly label: string | null }[] {
  if (Array.isArray(view)) return view.flatMap(orderButtonsOf);
  const button = OrderButton.safeParse(view).data;
  if (button) return [{ text: button.text.text, label: button.accessibility_label ?? null }];
  if (typeof view !== 'object' || view === null) return [];
  return Object.values(view).flatMap(orderButtonsOf);
}
/** Buttons that are about a list or a form, and no order. */
const ABOUT_NO_ORDER: ReadonlySet<string> = new Set([
  ACTION.startOrder,
  ACTION.homeToDecide,
  ACTION.homeMine,
  ACTION.homeRunning,
  ACTION.homeSpend,
  ACTION.pageBefore,
  ACTION.pageAfter,
  ACTION.resume,
]);
const OrderButton = z.object({
  type: z.literal('button'),
  action_id: z.string().refine((id) => !ABOUT_NO_ORDER.has(id)),
  text: z.object({ text: z.string() }),
  accessibility_label: z.string().optional(),
});

/** Texts of blocks that Slack takes for markup. A message's own text is for notifications: nothing of it is drawn. */
export function sharedTexts(view: unknown): string[] {
  return typeof view === 'object' && view !== null && 'blocks' in view ? mrkdwnTexts(view.blocks) : [];
}

/** Texts of blocks in which nothing is marked up; `emoji` says whether emoji codes become pictures. */
export function plainTexts(view: unknown): { readonly text: string; readonly emoji: boolean }[] {
  if (Array.isArray(view)) return view.flatMap(plainTexts);
  if (typeof view !== 'object' || view === null) return [];
  const plain = PlainText.safeParse(view).data;
  return plain ? [plain] : Object.values(view).flatMap(plainTexts);
}
const PlainText = z.object({ type: z.literal('plain_text'), text: z.string(), emoji: z.boolean().default(true) });
