/** Small signs, drawn on 16 by 16; their shapes differ as much as their colours. */
const shapes = {
  check: 'M3.5 8.5l3 3 6-7',
  circle: 'M8 2.5a5.5 5.5 0 1 0 .01 0',
  slash: 'M8 2.5a5.5 5.5 0 1 0 .01 0M4.2 11.8l7.6-7.6',
  cross: 'M5.2 2h5.6L14 5.2v5.6L10.8 14H5.2L2 10.8V5.2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  shield: 'M8 1.8l5 1.8v4c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6v-4z',
  arrow: 'M2 8h11M9 4l4 4-4 4',
  broken: 'M8 1.8l5 1.8v4c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6v-4zM8 2l-1.5 4.5 3 2L8 14',
  other: 'M8 1.8l5 1.8v4c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6v-4zM6 8h4',
  none: 'M3 8h10',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.900-1.1 1.8M8 12.5v.2',
  triangle: 'M8 2.3l6 11H2zM8 6.5v3.3M8 11.6v.2',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2',
  overview: 'M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5H9z',
  server: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.1M5 11h.1',
  client: 'M1.8 3h12.4v8H1.8zM5.5 13.5h5M8 11v2.5',
  hand: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.5l2.3 1.5',
  pulse: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  page: 'M3.5 1.8h6l3 3v9.4h-9zM6 7h4.5M6 10h4.5',
  gear: 'M2 4.5h7M12 4.5h2M10.5 3v3M2 11.5h2M7 11.5h7M5.5 10v3',
  pulseCross: 'M6 2.5h4V6h3.5v4H10v3.5H6V10H2.5V6H6z',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, dashed = false }: { readonly name: IconName; readonly dashed?: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <IconPath name={name} dashed={dashed} />
    </svg>
  );
}

/** The sign alone, for a picture that holds others too. */
export function IconPath({ name, dashed }: { readonly name: IconName; readonly dashed: boolean }) {
  return (
    <path
      d={shapes[name]}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={dashed ? '2.6 2.6' : undefined}
    />
  );
}
