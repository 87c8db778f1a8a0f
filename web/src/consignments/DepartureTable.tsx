import { amount } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { hasRoom, type Departure } from './roll';

/** The departures of one section: when, until when one can book, and the room left; one of them is taken. */
export function DepartureTable({ departures, now, from, to, booked, picked, onPick }: {
  departures: readonly Departure[];
  now: number;
  /** Zones of both ends. */
  from: string;
  to: string;
  /** The run that the leg is on now. */
  booked: string | null;
  picked: string | null;
  onPick: (run: string) => void;
}) {
  const t = useT();
  if (departures.length === 0) return <Nothing title={t('roll.no_departures')}>{t('roll.no_departures_words')}</Nothing>;
  return (
    <div className="scroll departures" role="radiogroup" aria-label={t('roll.departures')}>
      <table>
        <colgroup>
          <col className="c-check" />
          <col />
          <col />
          <col />
          <col className="c-left" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('roll.take')}</span>
            </th>
            <th scope="col">{t('capacity.col_departs')}</th>
            <th scope="col">{t('consignments.col_arrives')}</th>
            <th scope="col">{t('capacity.col_cut_off')}</th>
            <th scope="col">{t('capacity.col_room')}</th>
          </tr>
        </thead>
        <tbody>
          {departures.map((one) => {
            const isOver = one.run !== booked && one.cutOff !== null && Date.parse(one.cutOff) <= now;
            const isOff = isOver || (one.run !== booked && one.sale === 'closed');
            return (
              <tr key={one.run} className={one.run === picked ? 'sel' : ''} data-departure={one.run} data-room={hasRoom(one) ? 'yes' : 'no'} onClick={() => !isOff && onPick(one.run)}>
                <td>
                  <input type="radio" className="row-check" name="departure" aria-label={one.run} disabled={isOff} checked={one.run === picked} onChange={() => onPick(one.run)} />
                </td>
                <td>
                  <Moment at={one.depart} zone={from} kind="planned" />
                </td>
                <td>
                  <Moment at={one.arrive} zone={to} kind="planned" />
                </td>
                <td>{one.cutOff ? <Moment at={one.cutOff} zone={from} /> : <span className="t3">–</span>}</td>
                <td>
                  <Left departure={one} isBooked={one.run === booked} isOver={isOver} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** In words: what is left, who waits, or why the run cannot be taken. */
function Left({ departure, isBooked, isOver }: { departure: Departure; isBooked: boolean; isOver: boolean }) {
  const t = useT();
  const language = useLanguage();
  const { least, sale, waiting } = departure;
  if (sale === 'closed') return <Mark words={t('sale.closed')} />;
  if (isBooked) return <span className="t2">{t('roll.now')}</span>;
  if (isOver) return <Mark words={t('roll.over')} />;
  if (!least) return <span className="t3">–</span>;
  const left = t('book.left', { amount: t(`room.${least.dimension}`, { amount: amount(language, least.dimension, Math.max(least.left, 0)) }) });
  if (hasRoom(departure)) return <span>{left}</span>;
  return (
    <span className="mark c-late">
      <Icon name="waiting" />
      {waiting > 0 ? t('roll.full_waiting', { count: waiting }) : left}
    </span>
  );
}

function Mark({ words }: { words: string }) {
  return (
    <span className="mark c-blocked">
      <Icon name="blocked" />
      {words}
    </span>
  );
}
