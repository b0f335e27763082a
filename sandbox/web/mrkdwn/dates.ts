/** What a date is drawn against: the reader's clock, and zone (the browser's own when absent). */
export interface DateContext {
  readonly nowMs: number;
  readonly timeZone?: string;
}

const DAY_MS = 86_400_000;

/**
 * Fills the tokens of a `<!date^…>` format, such as `{date_short_pretty} at {time}`, in the reader's zone. Answers null
 * when a token is unknown or the time out of range: the caller then shows the fallback, as Slack does.
 * Source: Slack documentation, "Formatting message text" (date formatting).
 */
export function formatSlackDate(timestampSeconds: number, format: string, context: DateContext): string | null {
  const atMs = timestampSeconds * 1000;
  if (Number.isNaN(new Date(atMs).getTime())) return null;
  let isKnown = true;
  const text = format.replace(/\{(\w+)\}/g, (_token, name: string) => {
    const value = formatToken(name, atMs, context);
    if (value === null) isKnown = false;
    return value ?? '';
  });
  return isKnown ? text : null;
}

/** `10:42 AM`. */
export function formatTime(atMs: number, context: Pick<DateContext, 'timeZone'>): string {
  return formatter({ hour: 'numeric', minute: '2-digit' }, context).format(atMs);
}

/** `Today`, `Yesterday` or `Monday, November 23rd`. */
export function formatDayDivider(atMs: number, context: DateContext): string {
  const near = nearDay(atMs, context);
  if (near) return near;
  const parts = dateParts(atMs, context);
  return `${parts.weekday}, ${parts.month} ${ordinal(parts.day)}`;
}

/** `2026-11-23` in the reader's zone: equal for two times on one calendar day. */
export function dayKey(atMs: number, context: Pick<DateContext, 'timeZone'>): string {
  const { year, monthNumber, day } = dateParts(atMs, context);
  return `${year}-${monthNumber}-${String(day).padStart(2, '0')}`;
}

/** `just now`, `5 minutes ago`, `in 3 hours`. */
export function formatAgo(atMs: number, nowMs: number): string {
  const distanceMs = Math.abs(nowMs - atMs);
  if (distanceMs < 60_000) return 'just now';
  const [unitMs, unit] =
    distanceMs < 3_600_000 ? [60_000, 'minute'] : distanceMs < DAY_MS ? [3_600_000, 'hour'] : [DAY_MS, 'day'];
  const count = Math.floor(distanceMs / unitMs);
  const span = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return atMs > nowMs ? `in ${span}` : `${span} ago`;
}

function formatToken(name: string, atMs: number, context: DateContext): string | null {
  if (name === 'day_divider_pretty') return formatDayDivider(atMs, context);
  if (name.endsWith('_pretty')) {
    const plain = formatToken(name.slice(0, -'_pretty'.length), atMs, context);
    return plain === null ? null : (nearDay(atMs, context)?.toLowerCase() ?? plain);
  }
  const { year, month, monthShort, monthNumber, day, weekday } = dateParts(atMs, context);
  switch (name) {
    case 'date_num':
      return dayKey(atMs, context);
    case 'date_slash':
      return `${monthNumber}/${String(day).padStart(2, '0')}/${year}`;
    case 'date':
      return `${month} ${ordinal(day)}, ${year}`;
    case 'date_short':
      return `${monthShort} ${day}, ${year}`;
    case 'date_long':
    case 'date_long_full':
      return `${weekday}, ${month} ${ordinal(day)}, ${year}`;
    case 'time':
      return formatTime(atMs, context);
    case 'time_secs':
      return formatter({ hour: 'numeric', minute: '2-digit', second: '2-digit' }, context).format(atMs);
    case 'ago':
      return formatAgo(atMs, context.nowMs);
    default:
      return null;
  }
}

function nearDay(atMs: number, context: DateContext): string | null {
  const key = dayKey(atMs, context);
  if (key === dayKey(context.nowMs, context)) return 'Today';
  if (key === dayKey(context.nowMs - DAY_MS, context)) return 'Yesterday';
  return key === dayKey(context.nowMs + DAY_MS, context) ? 'Tomorrow' : null;
}

function dateParts(atMs: number, context: Pick<DateContext, 'timeZone'>) {
  const one = (options: Intl.DateTimeFormatOptions) => formatter(options, context).format(atMs);
  return {
    year: one({ year: 'numeric' }),
    month: one({ month: 'long' }),
    monthShort: one({ month: 'short' }),
    monthNumber: one({ month: '2-digit' }),
    day: Number(one({ day: 'numeric' })),
    weekday: one({ weekday: 'long' }),
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using it, and every message asks for several. */
function formatter(
  options: Intl.DateTimeFormatOptions,
  { timeZone }: Pick<DateContext, 'timeZone'>,
): Intl.DateTimeFormat {
  const key = JSON.stringify([options, timeZone]);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-US', timeZone ? { ...options, timeZone } : options);
  formatters.set(key, known);
  return known;
}

function ordinal(day: number): string {
  const isTeen = day > 10 && day < 14;
  return `${day}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
}
