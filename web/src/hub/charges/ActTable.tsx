import type { ChargeRow } from '../../api/hub';
import { money } from '../../format/money';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { useOrganisations } from '../../session/organisations';
import { moment } from '../words';
import { daysOf, isByDay, useChargeWords } from './words';

/** Billable acts: what, about what, who pays, when, and by which lines of the tariff. */
export function ActTable({ zone, now, rows, chosen, onChoose }: { zone: string; now: string; rows: readonly ChargeRow[]; chosen: ChargeRow | undefined; onChoose: (row: ChargeRow) => void }) {
  const t = useT();
  const language = useLanguage();
  const words = useChargeWords();
  const organisations = useOrganisations();
  return (
    <table className="charge-acts cl">
      <thead>
        <tr>
          <th scope="col">{t('hub.charges.ended')}</th>
          <th scope="col">{t('hub.charges.what')}</th>
          <th scope="col">{t('hub.charges.payer')}</th>
          <th scope="col" className="num">{t('hub.charges.amount_col')}</th>
          <th scope="col">{t('hub.charges.line')}</th>
          <th scope="col" className="num">{t('hub.charges.sum')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.id === chosen?.id ? 'sel' : ''} data-act={row.act} onClick={() => onChoose(row)}>
            <td className="nw">{moment(language, zone, row.until, now)}</td>
            <td>
              <button type="button" className="origin" aria-pressed={row.id === chosen?.id}>
                <span className="el">
                  {words.act(row.act)} <span className="m b">{row.about.startsWith('unit:') ? unitNumber(row.name) : row.name}</span>
                </span>
                <span className="xs t3">{words.boxes(row)}</span>
              </button>
            </td>
            <td>{row.payer ? organisations.name(row.payer) : <span className="t3">{t('hub.charges.nobody')}</span>}</td>
            <td className="num nw">
              {words.amount(row)}
              {isByDay(row.per) && <div className="xs t3">{words.days(row.days)}</div>}
            </td>
            <td>
              <Lines row={row} />
            </td>
            <td className={`num b nw ${row.amount < 0 ? 'c-late' : ''}`}>
              {row.sums.map((sum) => (
                <div key={sum.currency}>{money(language, sum)}</div>
              ))}
              {row.sums.length === 0 && (row.is_priced ? t('hub.charges.free') : '–')}
              {row.amount < 0 && <div className="xs">{t('hub.charges.taken_back')}</div>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The lines of the tariff that charge an act, with their days. */
function Lines({ row }: { row: ChargeRow }) {
  const t = useT();
  const language = useLanguage();
  const words = useChargeWords();
  if (!row.is_priced) return <span className="chip attention">{t('hub.charges.no_line')}</span>;
  return (
    <>
      {isByDay(row.per) && row.free_days > 0 && <div className="xs t3">{t('hub.charges.free_days', { days: words.days(row.free_days) })}</div>}
      {row.lines.map((line) => (
        <div key={line.line} className="xs">
          <span className="m">{line.line}</span>{' '}
          <span className="t3">
            {isByDay(row.per) && `${t('hub.charges.on_days', { from: daysOf(row, line)[0], until: daysOf(row, line)[1] })} · `}
            {money(language, line.price)} {words.per(row.per)}
          </span>
        </div>
      ))}
    </>
  );
}
