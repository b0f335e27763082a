import { EMAIL_PROVIDERS } from '../custom_order/custom-order.ts';
import type { OrderDraft } from '../custom_order/form/draft.ts';

/** A form that is held to names, with all of its text at providers that are chosen: what stands at another goes to the first. */
export function withTextsAtChosen(draft: OrderDraft): OrderDraft {
  const { providers, domainText, holds } = draft;
  const [first] = providers;
  const others = EMAIL_PROVIDERS.filter((provider) => !providers.includes(provider));
  const stray = others.map((provider) => domainText[provider] ?? '').filter((text) => text.trim() !== '');
  if (!holds || first === undefined || stray.length === 0) return draft;
  const own = (domainText[first] ?? '').trim() === '' ? [] : [domainText[first] ?? ''];
  const chosen = Object.fromEntries(
    Object.entries(domainText).filter(([key]) => providers.some((each) => each === key)),
  );
  return { ...draft, domainText: { ...chosen, [first]: [...own, ...stray].join('\n') } };
}
