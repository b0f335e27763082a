import { useId } from 'preact/hooks';
import type { Person } from '../../slack/workspace/protocol.ts';

const SKIN = ['#f6d3b8', '#e9b991', '#c98d62', '#8d5a3b', '#f2c6a0'] as const;
const HAIR = ['#2b1d16', '#5a3521', '#a8622f', '#1c1c24', '#8a8a92'] as const;
/** Hair as drawn behind and over a head at (20, 17) of radius 8. */
const CUTS = [
  'M11.5 17c-.8-8 4-11 8.5-11s9.3 3 8.5 11c-1-3-2.5-5-4.5-6-2.5 1.5-8 1.8-9.5 1-1.5 1-2.5 3-3 5z',
  'M10.5 25c-1.5-12 2-19.5 9.5-19.500s11 7.5 9.5 19.500c-2 .8-3-2-2.6-8-1-2.5-2-3.6-3.4-4.5-3 1.8-6.5 2-8 1.6-1.4 1-2 2-2.5 3.4.4 6-.5 8.3-2.5 7.500z',
  'M12 15c0-6 3.5-9.5 8.2-9.500S28 9 28 15c-1.5-2-2.3-3.2-2.8-4.4-3 .9-7.4.9-10.4 0-.5 1.2-1.3 2.4-2.8 4.400z',
] as const;

/** A drawn portrait, the same for the same person everywhere; the app has its own mark. */
export function Avatar({ person, size }: { person: Person | null; size: number }) {
  const radius = size >= 32 ? 8 : 5;
  return (
    <svg
      class="avatar"
      width={size}
      height={size}
      viewBox="0 0 40 40"
      style={{ borderRadius: `${radius}px` }}
      aria-hidden="true"
    >
      {person?.kind === 'bot' ? <AppMark /> : <Portrait person={person} />}
    </svg>
  );
}

function Portrait({ person }: { person: Person | null }) {
  const hue = person?.hue ?? 260;
  const seed = [...(person?.id ?? '')].reduce((sum, character) => sum + character.charCodeAt(0), Math.round(hue));
  const skin = SKIN[seed % SKIN.length];
  const hair = HAIR[(seed >> 1) % HAIR.length];
  const cut = CUTS[seed % CUTS.length];
  return (
    <>
      <rect width="40" height="40" fill={`hsl(${hue} 52% 80%)`} />
      <circle cx="31" cy="7" r="12" fill={`hsl(${hue} 58% 87%)`} />
      {cut === CUTS[1] && <path d={cut} fill={hair} />}
      <path d="M5 42c0-9.5 6.5-14 15-14s15 4.5 15 14z" fill={`hsl(${(hue + 25) % 360} 45% 42%)`} />
      <path d="M16.5 22h7v6.500a3.5 3.5 0 0 1-7 0z" fill={skin} />
      <ellipse cx="20" cy="17.5" rx="7.3" ry="8.6" fill={skin} />
      {cut === CUTS[1] ? <path d={CUTS[2]} fill={hair} /> : <path d={cut} fill={hair} />}
      <path d="M17 21.200c1.6 1.6 4.4 1.6 6 0" stroke="#0006" stroke-width="1.1" fill="none" stroke-linecap="round" />
      <circle cx="17" cy="17.3" r=".9" fill="#0009" />
      <circle cx="23" cy="17.3" r=".9" fill="#0009" />
    </>
  );
}

/** An envelope that climbs: the mark of the app. */
export function AppMark() {
  const gradient = useId();
  return (
    <>
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stop-color="#5b8cff" />
          <stop offset="1" stop-color="#2b3fb8" />
        </linearGradient>
      </defs>
      <rect width="40" height="40" fill={`url(#${gradient})`} />
      <rect x="8" y="17" width="24" height="15" rx="2.5" fill="#fff" />
      <path d="m9 19 11 8 11-8" fill="none" stroke="#2f49c4" stroke-width="2" stroke-linejoin="round" />
      <path d="M12 13.500h16M15.5 9.500h9" stroke="#fff" stroke-width="2.2" stroke-linecap="round" opacity=".8" />
    </>
  );
}
