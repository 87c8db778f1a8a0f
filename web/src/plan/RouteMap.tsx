import { useMemo } from 'react';

import type { Itinerary, Leg, Names } from '../api/types';
import { placeLabels } from '../geo/labels';
import { ringsOf, useLand } from '../geo/land';
import { clipped, frameAround, pathOf, thinned, unwrapped, type Frame, type LonLat, type XY } from '../geo/projection';
import { number } from '../format/number';
import { routeName } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { useSize } from '../parts/useSize';

interface DrawnLeg {
  leg: Leg;
  line: [number, number][];
}

/** The chosen itinerary on the land, the others faint behind it. */
export function RouteMap({ itinerary, others, title }: { itinerary: Itinerary | null; others: readonly Itinerary[]; title: string }) {
  const t = useT();
  const language = useLanguage();
  const [box, size] = useSize();
  return (
    <section className="panel route-map" aria-label={t('map.title')}>
      <div className="ph">
        <h2>{t('map.title')}</h2>
        <span className="c s el">{itinerary ? t('map.by_route', { km: number(language, itinerary.distance_km), route: title }) : ''}</span>
      </div>
      <div className="drawing water" ref={box}>
        {itinerary && size && size.width > 60 && size.height > 40 && <Drawing itinerary={itinerary} others={others} width={size.width} height={size.height} />}
      </div>
    </section>
  );
}

function Drawing({ itinerary, others, width, height }: { itinerary: Itinerary; others: readonly Itinerary[]; width: number; height: number }) {
  const t = useT();
  const language = useLanguage();
  const land = useLand().data;
  const chosen = useMemo(() => drawnLegs(itinerary), [itinerary]);
  const start = chosen[0]?.line[0]?.[0];
  const faint = useMemo(() => others.map((other) => drawnLegs(other, start).flatMap(({ line }) => line)), [others, start]);
  const frame = useMemo(() => {
    const points: LonLat[] = chosen.flatMap(({ line }) => line);
    return points.length > 0 ? frameAround(points, width, height, 26) : null;
  }, [chosen, width, height]);
  const ground = useMemo(() => (land && frame ? landPath(ringsOf(land), frame) : ''), [land, frame]);
  if (!frame) return null;
  const stops = stopsOf(chosen, frame);
  const labels = placeLabels(stops.map((stop) => ({ ...stop, text: routeName(language, stop.name) })), width, height);
  const words = stops.map((stop) => routeName(language, stop.name)).join(', ');
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('map.of_route', { places: words })}>
      <path d={ground} fill="var(--land)" fillRule="evenodd" />
      {faint.map((line, index) => (
        <path key={index} d={pathOf(thinned(line.map(frame.project), 1))} fill="none" stroke="var(--line-3)" strokeWidth="1" strokeDasharray="1 3" />
      ))}
      {chosen.map(({ leg, line }, index) => (
        <LegLine key={index} leg={leg} d={pathOf(thinned(line.map(frame.project), 0.7))} />
      ))}
      {gaugeChanges(itinerary, chosen, frame).map(([x, y], index) => (
        <path key={index} d={`M${x - 5} ${y}l5 -6.5 5 6.5-5 6.5z`} fill="var(--surface-1)" stroke="var(--text-1)" strokeWidth="1.4" />
      ))}
      {stops.map((stop, index) => (
        <circle key={index} cx={stop.x} cy={stop.y} r={stop.bold ? 4 : 2.8} fill="var(--surface-1)" stroke="var(--text-1)" strokeWidth={stop.bold ? 1.8 : 1.2} />
      ))}
      {labels.map((label) => (
        <text key={`${label.text}${label.x}`} className={`map-label ${label.bold ? 'b' : ''}`} x={label.textX} y={label.textY} textAnchor={label.anchor}>
          {label.text}
        </text>
      ))}
    </svg>
  );
}

/** A leg in its mode's form: 1435 solid, 1520 two rails, sea dots, ferry and barge long dots, road dashes. */
export function LegLine({ leg, d }: { leg: Pick<Leg, 'mode' | 'gauge_mm'>; d: string }) {
  const line = { d, fill: 'none', strokeLinejoin: 'round' as const };
  if (leg.mode === 'rail' && leg.gauge_mm === 1520) {
    return (
      <g>
        <path {...line} stroke="var(--rail-1520)" strokeWidth="5" />
        <path {...line} stroke="var(--land)" strokeWidth="2" />
      </g>
    );
  }
  if (leg.mode === 'rail') return <path {...line} stroke={leg.gauge_mm === 1435 ? 'var(--rail-1435)' : 'var(--src-model)'} strokeWidth="3" />;
  if (leg.mode === 'road') return <path {...line} stroke="var(--road)" strokeWidth="2.5" strokeDasharray="5 3" />;
  const isSea = leg.mode === 'sea';
  return <path {...line} stroke={isSea ? 'var(--sea)' : 'var(--ferry)'} strokeWidth="3" strokeLinecap="round" strokeDasharray={isSea ? '0.1 5' : '4 5'} />;
}

function drawnLegs(itinerary: Itinerary, near?: number): DrawnLeg[] {
  let last = near;
  return itinerary.legs.flatMap((leg) => {
    if (!leg.path || leg.path.length === 0) return [];
    const line = unwrapped(leg.path.map(([lon = 0, lat = 0]): LonLat => [lon, lat]), last);
    last = line.at(-1)?.[0];
    return [{ leg, line }];
  });
}

function landPath(rings: readonly [number, number][][], frame: Frame): string {
  const box = { left: -20, top: -20, right: frame.width + 20, bottom: frame.height + 20 };
  const parts: string[] = [];
  for (const ring of rings) {
    for (const turn of [-360, 0, 360]) {
      const points = ring.map(([lon, lat]): XY => frame.project([lon + turn, lat]));
      const xs = points.map(([x]) => x);
      if (Math.max(...xs) < box.left || Math.min(...xs) > box.right) continue;
      const inside = thinned(clipped(points, box), 0.6);
      if (inside.length > 2) parts.push(pathOf(inside, true));
    }
  }
  return parts.join('');
}

interface Stop {
  x: number;
  y: number;
  bold: boolean;
  name: Names;
}

/** Stops of one town would cover each other on a small map. */
const STOPS_APART = 7;

/** The ends first: their labels must not give way. */
function stopsOf(chosen: readonly DrawnLeg[], frame: Frame): Stop[] {
  const ends: Stop[] = [];
  const between: Stop[] = [];
  chosen.forEach(({ leg, line }, index) => {
    const first = line[0];
    const last = line.at(-1);
    if (first) (index === 0 ? ends : between).push(stop(frame, first, leg.from_name, index === 0));
    if (last && index === chosen.length - 1) ends.push(stop(frame, last, leg.to_name, true));
  });
  const shown: Stop[] = [];
  for (const one of [...ends, ...between]) {
    if (shown.every((other) => Math.hypot(other.x - one.x, other.y - one.y) > STOPS_APART)) shown.push(one);
  }
  return shown;
}

function stop(frame: Frame, point: LonLat, name: Names, bold: boolean): Stop {
  const [x, y] = frame.project(point);
  return { x, y, bold, name };
}

function gaugeChanges(itinerary: Itinerary, chosen: readonly DrawnLeg[], frame: Frame): XY[] {
  return itinerary.transfers.flatMap((transfer) => {
    if (!transfer.reasons.some((reason) => reason.code === 'gauge_change')) return [];
    const next = itinerary.legs[transfer.before_leg];
    const line = chosen.find(({ leg }) => leg === next)?.line;
    return line?.[0] ? [frame.project(line[0])] : [];
  });
}
