import type { PlanLegView, QuotationView } from '../api/booking';
import type { PlaceBook } from '../api/places';
import { plainMoney } from '../format/money';
import { number } from '../format/number';
import { translated, useLanguage, useT } from '../i18n';
import { Moment } from './Moment';

/** A price with everything it is made of, how long it holds, and what a change of mind costs. */
export function PriceTable({ quotation, legs, places, zone }: { quotation: QuotationView; legs: readonly Pick<PlanLegView, 'leg' | 'from' | 'to'>[]; places: PlaceBook; zone: string }) {
  const t = useT();
  const language = useLanguage();
  const { components, total } = quotation;
  return (
    <>
      <table className="price">
        <colgroup>
          <col />
          <col className="c-quantity" />
          <col className="c-price" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('price.part')}</th>
            <th scope="col" className="num">{t('price.quantity')}</th>
            <th scope="col" className="num">{total.currency}</th>
          </tr>
        </thead>
        <tbody>
          {components.map((component, index) => {
            const leg = legs.find((one) => one.leg === component.leg);
            const where = leg ? `${places.name(leg.from)} – ${places.name(leg.to)}` : component.place ? places.name(component.place) : '';
            const per = translated(t, `per.${component.per}`) ?? component.per;
            return (
              <tr key={index} title={`${t('price.tariff')}: ${component.tariff}, ${plainMoney(language, component.rate.amount)} ${component.rate.currency} ${per}`}>
                <td>
                  <div className="el">{translated(t, `charge.${component.charge}`) ?? component.charge}</div>
                  <div className="xs t3 el">{where}</div>
                </td>
                <td className="num t2">
                  {number(language, component.quantity, Number.isInteger(component.quantity) ? 0 : 1)}
                  <div className="xs t3">
                    × {plainMoney(language, component.rate.amount)} {per}
                  </div>
                </td>
                <td className="num">{plainMoney(language, component.amount.amount)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <td className="b" colSpan={2}>
              {t('inspector.total')}
            </td>
            <td className="num b">{plainMoney(language, total.amount)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="s t2 price-note">
        {t('price.valid_until')} <Moment at={quotation.valid_until} zone={zone} />
      </p>
      <Fees quotation={quotation} />
    </>
  );
}

/** Fees by hours before departure, in words. */
function Fees({ quotation }: { quotation: QuotationView }) {
  const t = useT();
  const language = useLanguage();
  const say = (steps: QuotationView['cancel_fees']) =>
    steps
      .map(({ hours_before_min, percent, fixed }) => {
        const fee = percent !== null ? t('price.percent', { percent: number(language, percent) }) : fixed ? `${plainMoney(language, fixed.amount)} ${fixed.currency}` : '0';
        return t('price.fee_step', { hours: hours_before_min, fee });
      })
      .join(t('price.fee_join'));
  return (
    <dl className="fees xs t3">
      {quotation.cancel_fees.length > 0 && (
        <div>
          <dt>{t('price.cancel_fee')}</dt> <dd>{say(quotation.cancel_fees)}</dd>
        </div>
      )}
      {quotation.change_fees.length > 0 && (
        <div>
          <dt>{t('price.change_fee')}</dt> <dd>{say(quotation.change_fees)}</dd>
        </div>
      )}
    </dl>
  );
}
