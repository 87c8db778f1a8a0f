import type { ConsignmentDetail, GoodsView } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { translated, useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { href } from '../route';
import { wishOf } from './detail';
import { useUnitNumbers } from '../units/queries';
import { needsWords, tonnes, unitWords } from './words';

/** What was ordered: the wish, the goods line by line, the units they are in. */
export function OrderTab({ consignment }: { consignment: ConsignmentDetail }) {
  const t = useT();
  const order = wishOf(consignment);
  const numbers = useUnitNumbers(consignment.units.map(({ unit }) => unit));
  const route = order?.route ?? null;
  const places = usePlaceBook([route?.origin, route?.destination]);
  return (
    <div className="scroll pad" tabIndex={0} role="region" aria-label={t('consignments.tab_order')}>
      {route && (
        <dl className="kv">
          <dt>{t('form.from')}</dt>
          <dd>{places.full(route.origin)}</dd>
          <dt>{t('form.to')}</dt>
          <dd>{places.full(route.destination)}</dd>
          <dt>{t('form.ready')}</dt>
          <dd>
            <Moment at={route.ready} zone={places.zone(route.origin)} />
          </dd>
          <dt>{t('form.by')}</dt>
          <dd>{route.due ? <Moment at={route.due} zone={places.zone(route.destination)} /> : t('form.any_date')}</dd>
        </dl>
      )}
      {!route && <p className="s t2">{t('order.no_route')}</p>}
      {(order?.goods ?? []).map((goods, index) => (
        <Goods key={index} goods={goods} line={index + 1} />
      ))}
      {(order?.goods ?? []).length === 0 && <Nothing title={t('order.no_goods')} />}
      {consignment.units.length > 0 && (
        <>
          <h3>{t('order.units_in', { count: consignment.units.length })}</h3>
          <ul className="unit-list">
            {consignment.units.map(({ unit, share }) => (
              <UnitLine key={unit} unit={unit} written={numbers(unit)} massKg={share.mass_kg} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function UnitLine({ unit, written, massKg }: { unit: string; written: string; massKg: number }) {
  const t = useT();
  const language = useLanguage();
  return (
    <li>
      <a href={href('units', new URLSearchParams({ id: unit }))}>{unitNumber(written)}</a>
      <span className="t3">{tonnes(t, language, massKg)}</span>
    </li>
  );
}

function Goods({ goods, line }: { goods: GoodsView; line: number }) {
  const t = useT();
  const language = useLanguage();
  const needs = needsWords(t, goods);
  const packed = [goods.packaging.pieces > 0 ? number(language, goods.packaging.pieces) : '', translated(t, `packaging.${goods.packaging.kind}`) ?? goods.packaging.kind].filter(Boolean).join(' × ');
  return (
    <section className="goods-line" aria-label={t('order.line', { line })}>
      <div className="row">
        <b className="b el">{goods.description}</b>
        <span className="grow" />
        <span className="t3 s nw">HS {goods.hs}</span>
      </div>
      <div className="s t2">
        {[tonnes(t, language, goods.mass_kg), goods.volume_l ? t('order.cubic', { volume: number(language, goods.volume_l / 1000) }) : '', packed, unitWords(goods.units)].filter(Boolean).join(t('way.comma'))}
      </div>
      {needs && (
        <div className="s needs">
          {goods.dangerous && <Icon name="attention" className="c-attention" />}
          {needs}
        </div>
      )}
    </section>
  );
}
