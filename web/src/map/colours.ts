/** The colours of the map, read from the design tokens, because the engine knows no CSS variables. */
export interface MapColours {
  land: string;
  water: string;
  border: string;
  rail1435: string;
  rail1520: string;
  railOther: string;
  sea: string;
  ferry: string;
  road: string;
  text: string;
  halo: string;
  quiet: string;
  accent: string;
  blocked: string;
  attention: string;
  /** Five steps of lightness, the soonest first. */
  fills: string[];
  /** The same for outlines, none of which may vanish on land. */
  rings: string[];
}

export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    land: token('land'),
    water: token('water'),
    border: token('line-3'),
    rail1435: token('rail-1435'),
    rail1520: token('rail-1520'),
    railOther: token('src-model'),
    sea: token('sea'),
    ferry: token('ferry'),
    road: token('road'),
    text: token('text-1'),
    halo: token('surface-1'),
    quiet: token('line-3'),
    accent: token('accent'),
    blocked: token('blocked'),
    attention: token('attention'),
    rings: [token('fill-4'), token('fill-4'), token('fill-3'), token('line-3'), token('line-2')],
    fills: [token('fill-4'), token('fill-3'), token('fill-2'), token('fill-1'), token('fill-0')],
  };
}
