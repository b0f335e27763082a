/** `$1,149.00` from integer cents. */
export function formatCents(cents: number): string {
  return (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}

/** `Mon, Nov 23 · 10:42 AM` of an ISO time, in the reader's zone. */
export function formatClock(iso: string): string {
  const at = new Date(iso);
  const day = at.toLocaleDateString('en-US', { weekday: 'short', month: 'short', day: 'numeric' });
  return `${day} · ${at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })}`;
}
