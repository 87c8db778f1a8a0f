import type { Wagon } from '../api/hub';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { HoldMarks } from './HoldMarks';
import { useOnHub } from './onHub';
import { tonnes } from './words';

/** The wagons of a train with what lies on each, the head first; a limit that does not hold is said. */
export function WagonTable({ wagons }: { wagons: readonly Wagon[] }) {
  const t = useT();
  const language = useLanguage();
  const { select } = useOnHub();
  if (wagons.length === 0) return null;
  return (
    <>
      <h3 className="part-head">
        {t('hub.wagons')} <span className="t3 s">{number(language, wagons.length)}</span>
      </h3>
      <table className="wagons">
        <colgroup>
          <col className="c-no" />
          <col className="c-wagon" />
          <col />
          <col className="c-mass" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="num">{t('hub.col_no')}</th>
            <th scope="col">{t('hub.col_wagon')}</th>
            <th scope="col">{t('hub.col_boxes')}</th>
            <th scope="col" className="num">{t('hub.col_mass')}</th>
          </tr>
        </thead>
        <tbody>
          {wagons.map((wagon, index) => {
            const broken = wagon.limits.filter(({ holds }) => !holds);
            return (
              <tr key={wagon.id}>
                <td className="num t3">{index + 1}</td>
                <td title={wagon.wagon_type}>{wagon.number}</td>
                <td className="wrap">
                  {wagon.load.length === 0 && <span className="t3">–</span>}
                  {wagon.load.map((box) => (
                    <div key={box.id} className="row load">
                      <button type="button" className="link" onClick={() => select(`unit:${box.id}`)}>
                        {unitNumber(box.number)}
                      </button>
                      <HoldMarks holds={box.holds ?? []} isShort />
                    </div>
                  ))}
                  {broken.map((limit) => (
                    <div key={limit.quantity} className="xs c-blocked">
                      {t(`hub.limit.${limit.quantity}`, { value: tonnes(t, language, limit.value_kg), limit: tonnes(t, language, limit.limit_kg) })}
                    </div>
                  ))}
                </td>
                <td className="num">{tonnes(t, language, wagon.load.length > 0 ? wagon.load.reduce((sum, { mass_kg }) => sum + (mass_kg ?? 0), 0) : 0)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
