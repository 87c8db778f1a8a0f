import type { Placement, Visit } from '../api/hub';
import { useLanguage } from '../i18n';
import { boxShare, drawnWagons, wagonsOf, workedShare, type DrawnWagon, type Laid } from './consist';
import { useOnHub } from './onHub';
import { usePlacementWords } from './placementWords';
import { boxForm, type BoxForm } from './words';

/** How high a box is drawn, and where it and its wagon's deck stand in a lane. */
const BOX = { top: 19, height: 9 };
const DECK = { top: 28, height: 3 };

/** How a wagon or box is drawn: only wanted, agreed, standing, or worked up to a mark. */
type Look = 'offered' | 'accepted' | 'placed' | 'worked';

/** A train on a track: wagons to scale, boxes where they lie, its name and what is to be said about it. */
export function ConsistMark({ laid, visit, x, y }: { laid: Laid; visit: Visit | undefined; x: (mm: number) => number; y: number }) {
  const language = useLanguage();
  const { selected, select } = useOnHub();
  const words = usePlacementWords();
  const { placement, span } = laid;
  const { id } = placement.proposal;
  const wagons = drawnWagons(wagonsOf(placement, visit), span.from);
  const isSelected = selected === `placement:${id}` || selected === `visit:${placement.proposal.visit}`;
  const mark = span.from + (span.to - span.from) * workedShare(placement, visit);
  const told = words(placement, visit);
  const open = () => select(`placement:${id}`);
  return (
    <g
      className={`consist ${placement.stage.state}`}
      role="button"
      tabIndex={0}
      data-placement={id}
      aria-pressed={isSelected}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') open();
      }}
    >
      <rect className="consist-hit" x={x(span.from) - 6} y={y + 1} width={Math.max(x(span.to) - x(span.from) + 12, 30)} height="32" rx="3" fill="transparent" />
      {(isSelected || placement.stage.state === 'offered') && (
        <rect x={x(span.from) - 5} y={y + 3} width={x(span.to) - x(span.from) + 10} height="30" rx="3" fill="none" stroke="var(--accent)" strokeWidth={isSelected ? 2 : 1} strokeDasharray={placement.stage.state === 'offered' && !isSelected ? '3 3' : undefined} />
      )}
      {wagons.length === 0 && <rect x={x(span.from)} y={y + BOX.top} width={x(span.to) - x(span.from)} height={BOX.height} {...lookOf('accepted', 'empty', 1520)} />}
      {wagons.map((drawn) => (
        <WagonMark key={drawn.wagon.id} drawn={drawn} look={lookAt(placement, drawn, mark)} boxLook={placement.stage.state} gauge={visit?.vehicle.kind === 'train' ? visit.vehicle.gauge_mm : 1435} x={x} y={y} />
      ))}
      {mark > span.from && mark < span.to && <path d={`M${x(mark)} ${y + 15}v18`} stroke="var(--text-1)" strokeWidth="1.5" />}
      <text x={x(span.from)} y={y + 14} fontSize="12" fill="var(--text-2)" stroke="var(--surface-1)" strokeWidth="4" strokeLinejoin="round" paintOrder="stroke" lang={language}>
        <tspan fontWeight="600" fill="var(--text-1)">
          {visit?.name}
        </tspan>{' '}
        <tspan dx="8" fill={told.colour} fontWeight={told.isUrgent ? 600 : 400}>
          {told.words}
        </tspan>
      </text>
    </g>
  );
}

/** Returns how a wagon is drawn; what lies before the mark has been worked. */
function lookAt({ stage }: Placement, { span }: DrawnWagon, mark: number): Look {
  switch (stage.state) {
    case 'offered':
    case 'accepted':
      return stage.state;
    case 'placed':
    case 'worked':
      return span.to <= mark ? 'worked' : 'placed';
  }
}

function WagonMark({ drawn: { wagon, span }, look, boxLook, gauge, x, y }: { drawn: DrawnWagon; look: Look; boxLook: Look; gauge: number; x: (mm: number) => number; y: number }) {
  const [left, right] = [x(span.from) + 0.6, x(span.to) - 0.8];
  const width = Math.max(right - left, 1);
  const deck = look === 'offered' ? { fill: 'none', stroke: 'var(--accent)', strokeWidth: 0.8, strokeDasharray: '2 1.500' } : look === 'accepted' ? { fill: 'none', stroke: 'var(--planned)', strokeWidth: 0.8 } : { fill: look === 'worked' ? modeColour(gauge) : 'var(--fill-2)' };
  const hasSlots = wagon.slots > 0;
  const isWrong = wagon.limits.some(({ holds }) => !holds);
  return (
    <g>
      <rect x={left} y={y + DECK.top} width={width} height={DECK.height} {...deck} />
      {/* A wagon without slots carries its goods itself: it is drawn as one box. */}
      {!hasSlots && <rect x={left} y={y + BOX.top} width={width} height={BOX.height} rx="1" {...lookOf(look, 'laden', gauge)} />}
      {wagon.load.map((box) => {
        const share = boxShare(wagon.slots, box);
        const form = boxForm(box);
        const [from, size] = [left + share.from * width + 0.3, Math.max((share.to - share.from) * width - 0.6, 0.8)];
        return (
          <g key={box.id}>
            <rect x={from} y={y + BOX.top} width={size} height={BOX.height} rx="0.800" {...lookOf(boxLook, form, gauge)} />
            {box.job && look !== 'offered' && <rect x={from + size / 2 - 1} y={y + BOX.top + BOX.height / 2 - 1} width="2" height="2" fill="var(--surface-1)" />}
          </g>
        );
      })}
      {isWrong && <path d={`M${left} ${y + DECK.top + 4}h${width}`} stroke="var(--blocked)" strokeWidth="2" />}
    </g>
  );
}

function modeColour(gauge: number): string {
  return gauge === 1520 ? 'var(--rail-1520)' : 'var(--rail-1435)';
}

/** Form first: dashed while offered, thin while agreed, filled when laden, hollow when empty, hatched when held. */
function lookOf(look: Look, form: BoxForm, gauge: number) {
  if (form === 'held') return { fill: 'url(#hub-held)', stroke: 'var(--held)', strokeWidth: 1 };
  const mode = modeColour(gauge);
  switch (look) {
    case 'offered':
      return { fill: form === 'laden' ? 'var(--accent-weak)' : 'none', stroke: 'var(--accent)', strokeWidth: 0.9, strokeDasharray: '2.500 2' };
    case 'accepted':
      return { fill: form === 'laden' ? 'var(--surface-3)' : 'var(--surface-1)', stroke: 'var(--planned)', strokeWidth: 0.8 };
    case 'placed':
      return form === 'laden' ? { fill: 'var(--fill-3)', stroke: 'var(--fill-3)', strokeWidth: 0.8 } : { fill: 'var(--surface-1)', stroke: 'var(--fill-3)', strokeWidth: 1 };
    case 'worked':
      return form === 'laden' ? { fill: mode, stroke: mode, strokeWidth: 0.8 } : { fill: 'var(--surface-1)', stroke: mode, strokeWidth: 1 };
  }
}
