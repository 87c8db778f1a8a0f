import type { GrainLotRow } from '../../api/hub';
import { useLanguage, useT } from '../../i18n';
import { Nothing } from '../../parts/Nothing';
import { useOrganisations } from '../../session/organisations';
import { HoldMarks } from '../HoldMarks';
import { useOnHub } from '../onHub';
import { shortId } from '../words';
import { kilograms, percent } from './words';

/** The lots whose books are open: whose, what, where, how much, how good. */
export function LotTable({ lots }: { lots: readonly GrainLotRow[] }) {
  const t = useT();
  const language = useLanguage();
  const { selected, select } = useOnHub();
  const organisations = useOrganisations();
  if (lots.length === 0) return <Nothing title={t('hub.grain_no_lots')}>{t('hub.grain_no_lots_words')}</Nothing>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.grain_lots')}>
      <table className="cl" data-rows>
        <thead>
          <tr>
            <th scope="col">{t('hub.grain_lot')}</th>
            <th scope="col">{t('hub.grain_commodity')}</th>
            <th scope="col">{t('hub.grain_owner')}</th>
            <th scope="col">{t('hub.grain_cell')}</th>
            <th scope="col" className="num">{t('hub.grain_inside')}</th>
            <th scope="col" className="num">{t('hub.grain_moisture')}</th>
            <th scope="col" className="num">{t('hub.grain_protein')}</th>
            <th scope="col">{t('hub.holds')}</th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => (
            <tr key={lot.id} className={selected === `lot:${lot.id}` ? 'sel' : ''} data-lot={lot.number} onClick={() => select(`lot:${lot.id}`)}>
              <td className="m">
                <button type="button" className="link" onClick={() => select(`lot:${lot.id}`)}>
                  {lot.number}
                </button>
              </td>
              <td>{lot.commodity}</td>
              <td className="wrap">{organisations.name(lot.owner)}</td>
              <td>{lot.places.map(({ cell }) => shortId(cell)).join(', ') || '–'}</td>
              <td className="num">{kilograms(t, language, lot.balance.inside_kg)}</td>
              <td className="num">{percent(language, lot.quality.moisture_bp)}</td>
              <td className="num">{percent(language, lot.quality.protein_bp)}</td>
              <td><HoldMarks holds={lot.holds} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
