import type { FeeTableView, PlanLegView, QuotationView } from '../api/booking';
import type { PlaceBook } from '../api/places';
import { money, plainMoney } from '../format/money';
import { number } from '../format/number';
import { translated, useLanguage, useT } from '../i18n';
import { Moment } from './Moment';
import { AFTER_DEPARTURE, priceLines } from './price';

/** A price with everything it is made of, how long it holds, and what a change of mind costs. */
export function PriceTable({ quotation, legs, places, zone }: { quotation: QuotationView; legs: readonly Pick<PlanLegView, 'no' | 'from' | 'to'>[]; places: PlaceBook; zone: string }) {
  const t = useT();
  const language = useLanguage();
  const { total } = quotation;
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
          {priceLines(quotation).map(({ leg: no, charge, facility, tariff, basis, quantity, rate, amount }, index) => {
            const leg = legs.find((one) => one.no === no);
            const where = facility ?? (leg ? `${places.name(leg.from)} – ${places.name(leg.to)}` : '');
            const per = translated(t, `per.${basis}`) ?? basis;
            return (
              <tr key={index} title={`${t('price.tariff')}: ${tariff}, ${plainMoney(language, rate)} ${total.currency} ${per}`}>
                <td>
                  <div className="el">{translated(t, `charge.${charge}`) ?? charge}</div>
                  <div className="xs t3 el">{where}</div>
                </td>
                <td className="num t2">
                  {number(language, quantity, Number.isInteger(quantity) ? 0 : 1)}
                  <div className="xs t3">
                    × {plainMoney(language, rate)} {per}
                  </div>
                </td>
                <td className="num">{plainMoney(language, amount)}</td>
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

/** Fees by hours before departure, in words: all of them, or those of a change alone. */
export function Fees({ quotation, only }: { quotation: QuotationView; only?: 'change' }) {
  const t = useT();
  const language = useLanguage();
  const say = ({ steps }: FeeTableView) =>
    steps
      .map(({ hours_before_min, fee }) => {
        const words = fee.kind === 'share' ? t('price.percent', { percent: number(language, fee.ppm / 10_000, fee.ppm % 10_000 === 0 ? 0 : 1) }) : money(language, fee.money);
        return hours_before_min <= AFTER_DEPARTURE ? t('price.fee_after', { fee: words }) : t('price.fee_step', { hours: hours_before_min, fee: words });
      })
      .join(t('price.fee_join'));
  return (
    <dl className="fees xs t3">
      {!only && quotation.cancel_fees.steps.length > 0 && (
        <div>
          <dt>{t('price.cancel_fee')}</dt> <dd>{say(quotation.cancel_fees)}</dd>
        </div>
      )}
      {quotation.change_fees.steps.length > 0 && (
        <div>
          <dt>{t('price.change_fee')}</dt> <dd>{say(quotation.change_fees)}</dd>
        </div>
      )}
    </dl>
  );
}
