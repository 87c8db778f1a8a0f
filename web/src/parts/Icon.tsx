const PATHS = {
  map: 'M3 5.5 8 3.5l4 2 5-2v11l-5 2-4-2-5 2zM8 3.5v11M12 5.5v11',
  plan: 'M4 15.5a2 2 0 1 0 0-.1M14 4.5a2 2 0 1 0 0-.1M6 15.5h6a3 3 0 0 0 0-6H8a2.5 2.5 0 0 1 0-5h6',
  figures: 'M3.5 17v-5h3v5zM8.5 17V8h3v9zM13.5 17V3.5h3V17z',
  hub: 'M2.500 6.500h15M2.500 13.500h15M5 4v5M10 4v5M15 4v5M5 11v5M10 11v5M15 11v5',
  'at-hubs': 'M3 9.500 10 4l7 5.500V17H3zM6.500 17v-5h7v5M6.500 14.500h7',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12M13.5 13.5 17 17',
  swap: 'M4 7h12M13 4l3 3-3 3M16 13H4M7 10l-3 3 3 3',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5',
  close: 'M5 5l10 10M15 5 5 15',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6M10 2.5V5M10 15v2.5M2.5 10H5M15 10h2.5M4.7 4.7l1.8 1.8M13.5 13.5l1.8 1.8M4.7 15.3l1.8-1.8M13.5 6.5l1.8-1.8',
  moon: 'M16 11.8A6.5 6.5 0 1 1 8.2 4a5.2 5.2 0 0 0 7.8 7.8z',
  rows: 'M3 5h14M3 10h14M3 15h14',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 11.5h7',
  blocked: 'M6.5 2.5h7l4 4v7l-4 4h-7l-4-4v-7zM6 10h8',
  attention: 'M10 3 18 17H2zM10 8.5v4M10 14.8v.1',
  late: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6v4l3 2',
  held: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  ok: 'M4 10.5 8 14.5 16 6',
  left: 'M12 4l-6 6 6 6',
  right: 'M8 4l6 6-6 6',
  down: 'M5 8l5 5 5-5',
  link: 'M8 12l4-4M7 9 4.8 11.2a2.8 2.8 0 0 0 4 4L11 13M13 11l2.200-2.200a2.800 2.800 0 0 0-4-4L9 7',
  consignments: 'M3 6.5 10 3l7 3.5v7L10 17l-7-3.5zM3 6.5l7 3.5 7-3.5M10 10v7',
  capacity: 'M3 4.500h14M3 15.500h14M3 8h9v4H3zM12 8h5v4h-5',
  units: 'M2.500 6h15v8h-15zM6 6v8M9.300 6v8M12.700 6v8',
  imports: 'M10 3v9M6.500 8.500 10 12l3.500-3.500M3.500 12v4.500h13V12',
  admin: 'M7.500 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.500 17c0-3 2-5 5-5s5 2 5 5M13 4a2.800 2.800 0 0 1 0 5.400M14.500 12.300c2 .6 3 2.300 3 4.700',
  plus: 'M10 4v12M4 10h12',
  arrow: 'M3 10h13M12 6l4 4-4 4',
  up: 'M5 12l5-5 5 5',
  person: 'M10 10a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M3.500 17.500c0-3.500 2.500-5.500 6.500-5.500s6.500 2 6.500 5.500',
  waiting: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M7 10h.1M10 10h.1M13 10h.1',
  file: 'M10 3v10M6.500 9.500 10 13l3.500-3.500M4 16.500h12',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon; words beside it say what it means. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`ic ${className}`} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
