import type { GrainLot } from '../../api/hub';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { isBeyond, kilograms, perMille } from './words';

/** What each instrument said beside the books; what is beyond its norm is told in words and colour. */
export function LotWeights({ rows }: { rows: GrainLot['weights'] }) {
  const t = useT();
  const language = useLanguage();
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="part-head">{t('hub.grain_weights')}</h3>
      <table className="grain-table">
        <thead>
          <tr>
            <th scope="col">{t('hub.grain_method_label')}</th>
            <th scope="col" className="num">{t('hub.grain_net')}</th>
            <th scope="col" className="num">{t('hub.grain_difference')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const beyond = isBeyond(row.difference_ppm, row.limit_ppm);
            return (
              <tr key={`${row.leg} ${row.method}`} data-weight={row.method}>
                <td>
                  {t(`hub.grain_leg.${row.leg}`)}, {t(`hub.grain_method.${row.method}`)} <span className="t3">×{row.weighings}</span>
                </td>
                <td className="num m">{kilograms(t, language, row.net_kg)}</td>
                <td className={`num ${beyond ? 'c-late' : ''}`}>
                  {kilograms(t, language, row.difference_kg)}
                  <div className="xs">
                    {perMille(t, language, row.difference_ppm)}
                    {row.limit_ppm !== null && row.limit_ppm !== undefined && (
                      <span className="t3" title={row.limit_source ?? undefined}>
                        {' '}
                        {beyond ? '>' : '≤'} {perMille(t, language, row.limit_ppm)}
                      </span>
                    )}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}

/** The books of a lot: what came, what went, what was lost by name, what lies here, and that it closes. */
export function LotBalance({ balance }: { balance: GrainLot['row']['balance'] }) {
  const t = useT();
  const language = useLanguage();
  const ways: [string, number, number | null | undefined][] = [
    [t('hub.grain_received'), balance.received_kg, null],
    [t('hub.grain_blended_in'), balance.blended_in_kg, null],
    [t('hub.grain_issued'), -balance.issued_kg, null],
    [t('hub.grain_blended_out'), -balance.blended_out_kg, null],
    ...balance.losses.map(({ loss, mass_kg, limit_kg }): [string, number, number | null | undefined] => [t('hub.grain_lost', { loss: t(`hub.grain_loss.${loss}`) }), -mass_kg, limit_kg]),
  ];
  return (
    <>
      <h3 className="part-head">{t('hub.grain_balance')}</h3>
      <table className="grain-table">
        <tbody>
          {ways.filter(([, kg]) => kg !== 0).map(([words, kg, limit]) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              <td className={`num m ${isBeyond(kg, limit) ? 'c-late' : ''}`}>
                {kilograms(t, language, kg)}
                {limit !== null && limit !== undefined && <div className="xs t3">{t('hub.grain_norm')} {kilograms(t, language, limit)}</div>}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('hub.grain_inside')}</th>
            <td className="num m">
              <b>{kilograms(t, language, balance.inside_kg)}</b>
            </td>
          </tr>
        </tbody>
      </table>
      <p className={`pad s ${balance.difference_kg === 0 ? 't2' : 'c-late'}`}>{balance.difference_kg === 0 ? t('hub.grain_closes') : t('hub.grain_open_difference', { kg: number(language, balance.difference_kg) })}</p>
    </>
  );
}
