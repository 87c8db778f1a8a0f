import type { ChargeSum } from '../../api/hub';
import { plainMoney } from '../../format/money';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';

/** Sums with a bar each; a row is a filter. */
export function SumTable({ label, sums, on, name, value, onPick }: { label: string; sums: readonly ChargeSum[]; on: string; name: (of: string) => string; value: (of: string) => string; onPick: (value: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const rows = [...sums].sort((one, other) => most(other) - most(one));
  const longest = Math.max(...rows.map(most), 1);
  return (
    <table className="charge-sums">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col" className="num">{t('hub.charges.acts')}</th>
          <th scope="col" className="num">{t('hub.charges.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const is = on === value(row.of);
          return (
            <tr key={row.of} className={is ? 'sel' : ''} data-sum={row.of} onClick={() => onPick(is ? '' : value(row.of))}>
              <td>
                <button type="button" className="link el" aria-pressed={is} title={name(row.of)}>
                  {name(row.of)}
                </button>
                {row.unpriced > 0 && (
                  <span className="chip attention" title={t('hub.charges.unpriced_why')}>
                    <Icon name="attention" />
                    {t('hub.charges.unpriced', { count: number(language, row.unpriced) })}
                  </span>
                )}
              </td>
              <td className="num">{number(language, row.acts)}</td>
              <td className="num">
                {row.sums.map(({ amount, currency }) => (
                  <div key={currency} className="b">
                    {plainMoney(language, amount)} <span className="t3">{currency}</span>
                  </div>
                ))}
                {row.sums.length === 0 && '–'}
                <svg className="figure-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(most(row) / longest) * 100} height="4" fill="var(--fill-3)" />
                </svg>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function most({ sums }: ChargeSum): number {
  return Math.max(0, ...sums.map(({ amount }) => Number(amount)));
}
