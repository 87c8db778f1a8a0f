import type { ReactNode, Ref } from 'react';

import { useCrossings } from '../api/queries';
import type { Itinerary, Leg, Transfer } from '../api/types';
import { days, figure, number } from '../format/number';
import { listName, nameIn, shortName } from '../format/names';
import { translated, useLanguage, useT, type T } from '../i18n';
import { GaugeMark, ModeMark } from '../parts/ModeMark';
import { Reliability } from '../parts/Reliability';
import { capacityWords, wayWords } from './wayWords';
import { When } from './When';

/** Legs and transfers of one itinerary in the order of travel. */
export function Inspector({ itinerary, badge, tableRef, action }: { itinerary: Itinerary; badge: string; tableRef?: Ref<HTMLDivElement>; action?: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const crossings = useCrossings().data ?? [];
  const currency = itinerary.cost.currency;
  const rows = travelRows(itinerary);
  return (
    <section className="panel inspector" aria-label={t('inspector.title')}>
      <div className="ph">
        <span className="n3">{badge}</span>
        <h2 className="el">{wayWords({ t, language, crossings }, itinerary.legs)}</h2>
        <span className="c s el">
          {t('inspector.days', {
            count: Math.round(itinerary.days),
            days: days(language, itinerary.days),
            waiting: days(language, itinerary.waiting_days),
            moving: days(language, itinerary.moving_days),
          })}
        </span>
        <span className="grow" />
        {itinerary.rests_on_modelled && <span className="chip none">{t('inspector.modelled')}</span>}
        {action}
      </div>
      <div className="scroll" ref={tableRef} tabIndex={0} role="region" aria-label={t('inspector.title')}>
        <table className="lg">
          <colgroup>
            <col className="c-mark" />
            <col className="c-leg" />
            <col />
            <col className="c-when" />
            <col className="c-when" />
            <col className="c-km" />
            <col className="c-money" />
            <col className="c-kg" />
            <col className="c-source" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('inspector.col_mode')}</span>
              </th>
              <th scope="col">{t('inspector.col_leg')}</th>
              <th scope="col">{t('inspector.col_run')}</th>
              <th scope="col">{t('inspector.col_leaves')}</th>
              <th scope="col">{t('inspector.col_arrives')}</th>
              <th scope="col" className="num">
                {t('unit.km')}
              </th>
              <th scope="col" className="num">
                {currency}
              </th>
              <th scope="col" className="num">
                {t('inspector.col_co2e')}
              </th>
              <th scope="col">{t('inspector.col_source')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => ('leg' in row ? <LegRow key={index} leg={row.leg} /> : <TransferRow key={index} transfer={row.transfer} />))}
          </tbody>
          <tfoot>
            <tr>
              <td />
              <td className="b">{t('inspector.total')}</td>
              <td colSpan={3} className="t2" title={costParts(t, language, itinerary)}>
                {costParts(t, language, itinerary)}
              </td>
              <td className="num b">{number(language, itinerary.distance_km)}</td>
              <td className="num b">{number(language, itinerary.cost.amount)}</td>
              <td className="num b">{figure(language, itinerary.co2e_kg / 1000)}</td>
              <td />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function costParts(t: T, language: Parameters<typeof number>[0], itinerary: Itinerary): string {
  const parts = itinerary.cost_parts.filter((part) => Math.round(part.amount) !== 0);
  return parts.map((part) => `${translated(t, `cost.${part.kind}`) ?? part.kind} ${number(language, part.amount)}`).join(t('way.comma'));
}

function travelRows(itinerary: Itinerary): ({ leg: Leg } | { transfer: Transfer })[] {
  const rows: ({ leg: Leg } | { transfer: Transfer })[] = [];
  const between = (index: number) => itinerary.transfers.filter((transfer) => transfer.before_leg === index);
  itinerary.legs.forEach((leg, index) => {
    rows.push(...between(index).map((transfer) => ({ transfer })), { leg });
  });
  rows.push(...between(itinerary.legs.length).map((transfer) => ({ transfer })));
  return rows;
}

function LegRow({ leg }: { leg: Leg }) {
  const t = useT();
  const language = useLanguage();
  const [from, to] = endNames(language, leg);
  const kind = leg.kind === 'drayage' ? 'estimated' : 'planned';
  const service = leg.kind === 'drayage' ? (translated(t, `drayage.${leg.mode}`) ?? t('drayage.road')) : nameIn(language, leg.service_name);
  const run = leg.run?.replace(`${leg.service} `, '').replace(`${leg.service}@`, '') ?? '';
  const more = [leg.run, leg.capacity ? capacityWords({ t, language }, leg.capacity) : ''].filter(Boolean).join(', ');
  return (
    <tr>
      <td>
        <ModeMark mode={leg.mode} gauge={leg.gauge_mm} />
        <span className="sr-only">
          {t(`mode.${leg.mode}`)} {leg.gauge_mm ?? ''}
        </span>
      </td>
      <td title={`${nameIn(language, leg.from_name)} – ${nameIn(language, leg.to_name)}`}>
        {from}
        <span className="t3"> {t('inspector.to')} </span>
        {to}
      </td>
      <td className="t2" title={[service, more].filter(Boolean).join(', ')}>
        {leg.kind === 'through' ? t('inspector.through', { service }) : service}
        {leg.capacity && leg.kind !== 'through' ? <span className="t3">{`, ${capacityWords({ t, language }, leg.capacity)}`}</span> : run && leg.kind === 'ride' ? '' : ''}
      </td>
      <td>
        <When local={leg.departure_local} kind={kind} />
      </td>
      <td>
        <When local={leg.arrival_local} kind={kind} />
      </td>
      <td className="num">{number(language, leg.distance_km)}</td>
      <td className="num">
        {number(language, leg.cost)}
        <Reliability level={leg.cost_reliability} basis={leg.cost_basis} focusable about={t('inspector.about_cost')} />
      </td>
      <td className="num">
        {figure(language, leg.co2e_kg / 1000)}
        <Reliability level={leg.co2e_reliability} basis={leg.co2e_basis} focusable about={t('inspector.about_co2e', { factor: leg.factor })} />
      </td>
      <td>
        <Reliability level={leg.reliability} basis={leg.basis} focusable showBasis about={t('inspector.about_leg')} />
      </td>
    </tr>
  );
}

/** Returns the names of both ends as lists have room for them; longer ones where two places of one town would read alike. */
function endNames(language: Parameters<typeof number>[0], { from_name, to_name }: Leg): [string, string] {
  const [from, to] = [listName(language, from_name), listName(language, to_name)];
  return from === to ? [shortName(language, from_name), shortName(language, to_name)] : [from, to];
}

function TransferRow({ transfer }: { transfer: Transfer }) {
  const t = useT();
  const language = useLanguage();
  const isGauge = transfer.reasons.some((reason) => reason.code === 'gauge_change');
  const reasons = transfer.reasons
    .filter((reason) => reason.minutes > 0)
    .map((reason, index) => t('inspector.reason', { what: inRow(translated(t, `reason.${reason.code}`) ?? reason.code, index), hours: duration(t, language, reason.minutes) }))
    .join(t('way.comma'));
  return (
    <tr className="transfer">
      <td>{isGauge ? <GaugeMark /> : <svg width="24" height="10" viewBox="0 0 24 10" aria-hidden="true"><line x1="0" y1="5" x2="24" y2="5" stroke="var(--line-3)" /></svg>}</td>
      <td title={nameIn(language, transfer.place_name)}>{listName(language, transfer.place_name)}</td>
      <td className="t2" colSpan={2} title={reasons}>
        {reasons}
      </td>
      <td>
        <When local={transfer.to_time_local} kind="estimated" />
      </td>
      <td />
      <td className="num">
        {transfer.cost !== 0 && (
          <>
            {number(language, transfer.cost)}
            <Reliability level={transfer.reliability} basis={transfer.basis} focusable about={t('inspector.about_work')} />
          </>
        )}
      </td>
      <td />
      <td className="t3">{transfer.handlings > 0 ? t('plan.handlings', { count: transfer.handlings, amount: transfer.handlings }) : ''}</td>
    </tr>
  );
}

/** Only the first word of a row begins with a capital. */
function inRow(words: string, index: number): string {
  return index === 0 ? words : words.charAt(0).toLocaleLowerCase() + words.slice(1);
}

function duration(t: T, language: Parameters<typeof number>[0], minutes: number): string {
  if (minutes >= 2880) return t('time.days', { days: number(language, minutes / 1440, 1), count: Math.round(minutes / 1440) });
  if (minutes < 60) return t('time.minutes', { minutes: number(language, minutes) });
  return t('time.hours', { hours: number(language, minutes / 60, minutes % 60 === 0 || minutes >= 600 ? 0 : 1) });
}
