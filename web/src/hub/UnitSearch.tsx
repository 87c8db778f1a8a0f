import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { SearchBox } from '../parts/SearchBox';
import { Failure, Waiting } from '../plan/States';
import { HoldMarks } from './HoldMarks';
import { useOnHub } from './onHub';
import { useHubUnits } from './queries';
import { tonnes } from './words';

/** The units on the floor by number; one chosen is shown where it stands. */
export function UnitSearch() {
  const t = useT();
  const language = useLanguage();
  const { plan, params, selected, go } = useOnHub();
  const q = params.get('q') ?? '';
  const list = useHubUnits(plan.id, { q: q || undefined, limit: '50' });
  const rows = list.items;
  return (
    <section className="panel hub-find" aria-label={t('hub.units_here')}>
      <div className="ph">
        <h2>{t('hub.units_here')}</h2>
        <span className="c s">{list.total === null ? '' : number(language, list.total)}</span>
        <span className="grow" />
        <SearchBox label={t('hub.find_unit')} value={q} onChange={(next) => go({ q: next })} />
      </div>
      {list.error && rows.length === 0 && <Failure error={list.error} />}
      {list.isPending && <Waiting rows={4} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('hub.no_unit')}>{t('hub.no_unit_words')}</Nothing>}
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.units_here')}>
        <table data-rows>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={selected === `unit:${row.id}` ? 'sel' : ''}>
                <td className="m">
                  <button type="button" className="link" onClick={() => go({ sel: `unit:${row.id}`, ...(row.spot.at === 'yard' ? { block: row.spot.block, bay: String(row.spot.bay % 2 === 0 ? row.spot.bay - 1 : row.spot.bay) } : {}) })}>
                    {unitNumber(row.number)}
                  </button>
                </td>
                <td className="t2">{row.place}</td>
                <td className="num">{tonnes(t, language, row.mass_kg)}</td>
                <td>
                  <HoldMarks holds={row.holds ?? []} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="foot">
        <MoreRows shown={rows.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
      </div>
    </section>
  );
}
