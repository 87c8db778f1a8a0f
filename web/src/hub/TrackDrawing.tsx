import { useState, type DragEvent } from 'react';

import type { Placement, Track, Visit } from '../api/hub';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { useSize } from '../parts/useSize';
import { ConsistMark } from './ConsistMark';
import { freeMm, laid, laneCount, metreTicks, type Laid } from './consist';
import { HatchDefs } from './HatchDefs';
import { useOnHub } from './onHub';
import { metres } from './words';

const LABEL = 104;
const RIGHT = 14;
const TOP = 20;
const LANE = 37;
/** What a dragged train is called in the browser's hands. */
export const DRAGGED_TRAIN = 'application/x-landbridge-train';

/** Tracks in metres with the consists that stand there or are to stand there; a train may be dropped on a track. */
export function TrackDrawing({ tracks, onDrop }: { tracks: readonly Track[]; onDrop?: (visit: string, track: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const { floor } = useOnHub();
  const [measure, size] = useSize();
  const [over, setOver] = useState<string | null>(null);
  const width = Math.max(size?.width ?? 960, 480);
  const longest = Math.ceil(Math.max(...tracks.map(({ usable_mm }) => usable_mm), 100_000) / 50_000) * 50_000;
  const scale = (width - LABEL - RIGHT) / longest;
  const visits = new Map(floor.visits.map((visit) => [visit.id, visit]));
  const rows = placed(tracks, floor.placements);
  const height = rows.reduce((sum, { lanes }) => sum + lanes * LANE, TOP) + 4;
  const x = (mm: number) => LABEL + mm * scale;

  function trackAt(event: DragEvent<SVGSVGElement>): string | null {
    const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
    return rows.find(({ top, lanes }) => y >= top && y < top + lanes * LANE)?.track.id ?? null;
  }

  return (
    <div ref={measure} className="track-drawing">
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={t('hub.tracks_drawn')}
        onDragOver={(event) => {
          if (!onDrop || !event.dataTransfer.types.includes(DRAGGED_TRAIN)) return;
          event.preventDefault();
          setOver(trackAt(event));
        }}
        onDragLeave={() => setOver(null)}
        onDrop={(event) => {
          const [visit, track] = [event.dataTransfer.getData(DRAGGED_TRAIN), trackAt(event)];
          setOver(null);
          if (visit && track) onDrop?.(visit, track);
        }}
      >
        <HatchDefs />
        <g fontSize="11" fill="var(--text-3)" aria-hidden="true">
          {metreTicks(longest).map((metre) => (
            <g key={metre}>
              <line x1={x(metre * 1000)} y1={TOP} x2={x(metre * 1000)} y2={height} stroke="var(--line-1)" />
              <text x={x(metre * 1000)} y="14" textAnchor="middle">
                {metre === 0 ? t('hub.metres', { metres: '0' }) : number(language, metre)}
              </text>
            </g>
          ))}
        </g>
        {rows.map((row) => (
          <TrackRow key={row.track.id} row={row} x={x} width={width} isOver={over === row.track.id} visits={visits} />
        ))}
      </svg>
    </div>
  );
}

interface Row {
  track: Track;
  rows: Laid[];
  lanes: number;
  top: number;
}

/** Returns the tracks with their placements and where each begins, from the top. */
function placed(tracks: readonly Track[], placements: readonly Placement[]): Row[] {
  let top = TOP;
  return tracks.map((track) => {
    const rows = laid(placements.filter(({ proposal }) => proposal.track === track.id), track.usable_mm);
    const row = { track, rows, lanes: laneCount(rows), top };
    top += row.lanes * LANE;
    return row;
  });
}

function TrackRow({ row, x, width, isOver, visits }: { row: Row; x: (mm: number) => number; width: number; isOver: boolean; visits: ReadonlyMap<string, Visit> }) {
  const t = useT();
  const language = useLanguage();
  const { track, rows, lanes, top } = row;
  const end = x(track.usable_mm);
  const free = freeMm(rows, track.usable_mm);
  const length = rows.length === 0 ? t('hub.track_free', { length: metres(t, language, track.usable_mm) }) : metres(t, language, track.usable_mm);
  return (
    <g data-track={track.id}>
      {isOver && <rect x="2" y={top + 2} width={width - 4} height={lanes * LANE - 2} rx="3" fill="var(--accent-weak)" stroke="var(--accent)" strokeDasharray="4 3" />}
      <text x="12" y={top + 19} fontSize="13" fontWeight="600" fill="var(--text-1)">
        {trackName(nameIn(language, track.name))}
      </text>
      <text x="12" y={top + 33} fontSize="12" fill="var(--text-3)">
        {length}
        <title>{t('hub.free_now', { length: metres(t, language, free) })}</title>
      </text>
      {Array.from({ length: lanes }, (_, lane) => (
        <Rails key={lane} y={top + lane * LANE + 32} from={x(0)} to={end} gauges={track.gauges_mm} isCopy={lane > 0} />
      ))}
      {rows.map((one) => (
        <ConsistMark key={one.placement.proposal.id} laid={one} visit={visits.get(one.placement.proposal.visit)} x={x} y={top + one.lane * LANE} />
      ))}
    </g>
  );
}

/** 1,435 mm a solid bar, 1,520 mm two rails, both where both lie; the buffer stop at the end. */
function Rails({ y, from, to, gauges, isCopy }: { y: number; from: number; to: number; gauges: readonly number[]; isCopy: boolean }) {
  const isNormal = gauges.includes(1435) || gauges.every((gauge) => gauge < 1435);
  const isBroad = gauges.includes(1520);
  const dash = isCopy ? { strokeDasharray: '2 4' } : {};
  return (
    <g aria-hidden="true">
      {isNormal && <line x1={from} y1={y} x2={to} y2={y} stroke="var(--line-3)" strokeWidth="2" {...dash} />}
      {isBroad && (
        <>
          <line x1={from} y1={y - (isNormal ? 3 : 1.5)} x2={to} y2={y - (isNormal ? 3 : 1.5)} stroke="var(--line-3)" {...dash} />
          <line x1={from} y1={y + (isNormal ? 3 : 1.5)} x2={to} y2={y + (isNormal ? 3 : 1.5)} stroke="var(--line-3)" {...dash} />
        </>
      )}
      <line x1={to} y1={y - 6} x2={to} y2={y + 4} stroke="var(--line-3)" strokeWidth="2.5" />
    </g>
  );
}

/** Returns a track's name as the drawing has room for it: `Work track 1` is `Track 1` elsewhere said, here `1`. */
function trackName(name: string): string {
  const short = name.replace(/^(Work|Reception|Departure|Storage) track /, '').replace(/^(Погрузочный|Приёмный) путь /, '').replace(/^Путь (отправления|отстоя) /, '').replace(/-(тиеу|қабылдау|жөнелту|тұрақ) жолы$/, '').replace(/^(装卸线|到达线|出发线|存车线)/, '');
  return short || name;
}
