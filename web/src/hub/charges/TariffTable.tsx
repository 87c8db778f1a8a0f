import { useState } from 'react';

import { money } from '../../format/money';
import { useLanguage, useT } from '../../i18n';
import { Nothing } from '../../parts/Nothing';
import { Reliability } from '../../parts/Reliability';
import { Failure, Waiting } from '../../plan/States';
import { useOnHub } from '../onHub';
import { useTariff } from './queries';
import { isByDay, useChargeWords } from './words';

/** The tariff of a hub: what is charged, for which boxes, from which day of an act on, at what price and from when until when. */
export function TariffTable() {
  const t = useT();
  const language = useLanguage();
  const words = useChargeWords();
  const { plan } = useOnHub();
  const { data, error } = useTariff(plan.id);
  const [typed, setTyped] = useState('');
  const lines = (data ?? []).filter((line) => `${line.id} ${words.line(line)}`.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <section className="panel charges-tariff" aria-label={t('hub.charges.tariff')}>
      <div className="ph tall">
        <h2>{t('hub.charges.tariff')}</h2>
        <span className="c">{lines.length}</span>
        <input type="search" className="gate-search" aria-label={t('hub.charges.find_line')} placeholder={t('hub.charges.find_line')} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <span className="grow" />
        <span className="s t3">{t('hub.charges.tariff_words')}</span>
      </div>
      {!data && (error ? <Failure error={error} /> : <Waiting rows={8} />)}
      {data && lines.length === 0 && <Nothing title={t('hub.charges.no_lines')}>{t('hub.charges.no_lines_words')}</Nothing>}
      {lines.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.charges.tariff')}>
          <table className="cl">
            <thead>
              <tr>
                <th scope="col">{t('hub.charges.line')}</th>
                <th scope="col">{t('hub.charges.what')}</th>
                <th scope="col">{t('hub.charges.from_day')}</th>
                <th scope="col" className="num">{t('hub.charges.price')}</th>
                <th scope="col">{t('hub.charges.valid')}</th>
                <th scope="col">{t('hub.charges.trust')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id} data-line={line.id}>
                  <td className="m">{line.id}</td>
                  <td>{words.line(line)}</td>
                  <td>{isByDay(line.per) ? t('hub.charges.day_on', { day: line.from_day }) : '–'}</td>
                  <td className="num nw">
                    <b>{money(language, line.price)}</b> <span className="t3">{words.per(line.per)}</span>
                  </td>
                  <td className="nw">
                    {line.valid_from ?? ''} – {line.valid_to ?? ''}
                  </td>
                  <td>
                    <Reliability level={line.trust.reliability} basis={line.trust.basis} focusable showBasis />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
