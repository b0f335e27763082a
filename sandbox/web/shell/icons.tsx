const PATHS = {
  home: 'M3.5 9.2 10 3.5l6.5 5.7M5 8v8.5h3.8v-4.7h2.4v4.7H15V8',
  messages: 'M3.5 5.5h9v6.5H8L5.5 14.2V12h-2zM14.5 8.5h2V15h-1.6v2l-2.3-2H8.7',
  bell: 'M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.8 5-1.8 6h12.6c0-1-1.8-2-1.8-6A4.5 4.5 0 0 0 10 3zM8.3 16a1.8 1.8 0 0 0 3.4 0',
  grid: 'M4 4h4.7v4.7H4zM11.3 4H16v4.7h-4.7zM4 11.3h4.7V16H4zM11.3 11.3H16V16h-4.7z',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  hash: 'M8.3 3.5 6.7 16.5M13.3 3.5l-1.6 13M4 7.5h12.6M3.4 12.5H16',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  right: 'm8 5.5 4.5 4.5L8 14.5',
  left: 'M12 5.5 7.5 10l4.5 4.5',
  close: 'm5 5 10 10M15 5 5 15',
  send: 'M3.5 3.8 17 10 3.5 16.2 5.4 10zM5.4 10H11',
  thread: 'M3.5 4.5h13v9H9.5L6 16.7v-3.2H3.5zM7 8h6M7 10.8h4',
  more: 'M10 4.6v.1M10 10v.1M10 15.4v.1',
  plus: 'M10 4v12M4 10h12',
  eye: 'M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z',
  download: 'M10 3.5v9M6.3 9.2 10 12.9l3.7-3.7M4 16.5h12',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v2M10 16v2M2 10h2M16 10h2M4.4 4.4l1.4 1.4M14.2 14.2l1.4 1.4M4.4 15.6l1.4-1.4M14.2 5.8l1.4-1.4',
  moon: 'M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z',
  people:
    'M7.5 4.2a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM2.8 16c0-3 2-4.7 4.7-4.7s4.7 1.7 4.7 4.7M12.7 4.5a2.4 2.4 0 0 1 0 4.7M14 11.5c2 .4 3.3 2 3.3 4.3',
  panel: 'M3.5 4h13v12h-13zM12 4v12',
  bold: 'M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z',
  italic: 'M8.5 4H14M6 16h5.5M11.3 4 8.7 16',
  strike: 'M4 10h12M14 6.5C13.6 5 12 4 10 4 7.8 4 6 5.2 6 7M6 13.500C6.4 15 8 16 10 16c2.2 0 4-1.2 4-3',
  code: 'm7 6-4 4 4 4M13 6l4 4-4 4',
  pencil: 'M4 16l.8-3.3 8.7-8.700a1.5 1.5 0 0 1 2.1 0l.4.400a1.5 1.5 0 0 1 0 2.100L7.3 15.200z',
  calendar: 'M3.5 5h13v11.500h-13zM3.5 8.500h13M7 3v3.500M13 3v3.5',
  warning: 'M10 3.5 17.5 16.500h-15zM10 8v4M10 14.300v.1',
  slash: 'M3.5 4h13v12h-13zM11.5 6.500l-3 7',
  bolt: 'M11 2.5 4.5 11.500H9.500L9 17.5 15.5 8.500H10.500z',
  check: 'm4.5 10.5 3.5 3.5 7.5-8',
  file: 'M5 3h6.500L15 6.500V17H5zM11.5 3v3.500H15M7.5 10h5M7.5 13h5',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4.200l2.8 1.8',
  menu: 'M3.5 5.500h13M3.5 10h13M3.5 14.500h13',
  building: 'M4 17V4.500h7V17M11 8.500h5V17M2.5 17h15M6.5 7.500h2M6.5 10.500h2M6.5 13.500h2M13.2 11.500h.8M13.2 14h.8',
  emoji: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7.5 8v.1M12.5 8v.1M6.8 11.500c.6 1.5 1.7 2.3 3.2 2.300s2.6-.8 3.2-2.3',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon in the colour of the text around it; it says nothing to screen readers. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
