import { useState } from 'react';

import type { Visit } from '../api/hub';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { Refused } from '../parts/Refused';
import { RowCheck } from '../parts/RowCheck';
import { NONE_CHOSEN, ranged, toggled, type Chosen } from '../parts/selection';
import { composed, freeWagons } from './forming';
import { typedInstant } from './MomentField';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { WhenField } from './WhenField';
import { metres, shortId, tonnes } from './words';

/** Puts wagons that are here into a departing train, in the order chosen, behind those it has; length and mass beside their limits. */
export function FormDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const [chosen, setChosen] = useState<Chosen>(NONE_CHOSEN);
  const [when, setWhen] = useState<string | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const rows = freeWagons(plan, floor, visit);
  const ids = rows.filter(({ track }) => !track).map(({ wagon }) => wagon.id);
  const picked = [...chosen.ids].flatMap((id) => rows.find(({ wagon }) => wagon.id === id)?.wagon ?? []);
  const train = composed(plan, visit, picked);
  const at = when === null ? new Date().toISOString() : typedInstant(plan.zone, when);
  return (
    <Dialog
      title={t('hub.forming.title', { name: visit.name })}
      width={680}
      onClose={onClose}
      onSubmit={() => at && picked.length > 0 && act({ do: 'visit_form', visit: visit.id, wagons: picked.map(({ id }) => id), at })}
      foot={
        <>
          <span className="s" role="status" data-train-length={train.length_mm}>
            {t('hub.forming.made_of', { wagons: train.wagons, mass: tonnes(t, language, train.mass_kg) })}{' '}
            <b className={train.fits ? '' : 'c-late'}>
              {!train.fits && <Icon name="attention" />}
              {t('hub.forming.length_of', { length: metres(t, language, train.length_mm), limit: metres(t, language, train.limit_mm) })}
            </b>
          </span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!at || picked.length === 0 || isPending}>
            {t('hub.do.form')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('hub.forming.words')}</p>
      {rows.length === 0 && <Nothing title={t('hub.forming.none')}>{t('hub.forming.none_words')}</Nothing>}
      {rows.length > 0 && (
        <div className="scroll bulk-list" tabIndex={0} role="region" aria-label={t('hub.wagons')}>
          <table className="cl forming">
            <thead>
              <tr>
                <th scope="col"><span className="sr-only">{t('hub.col_no')}</span></th>
                <th scope="col">{t('hub.col_wagon')}</th>
                <th scope="col">{t('hub.col_train')}</th>
                <th scope="col">{t('hub.col_boxes')}</th>
                <th scope="col" className="num">{t('hub.col_length')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ wagon, train: name, track }) => {
                const place = [...chosen.ids].indexOf(wagon.id);
                return (
                  <tr key={wagon.id} className={track ? 't3' : ''} data-wagon={wagon.number}>
                    <td>
                      {track ? <Icon name="held" /> : <RowCheck label={unitNumber(wagon.number)} on={chosen.ids.has(wagon.id)} onToggle={(isRange) => setChosen(isRange ? ranged(chosen, ids, wagon.id) : toggled(chosen, wagon.id))} />}
                      {place >= 0 && <b className="s"> {number(language, place + 1)}</b>}
                    </td>
                    <td className="m">{unitNumber(wagon.number)}</td>
                    <td>{track ? t('hub.forming.stands', { name, track: shortId(track) }) : name}</td>
                    <td>{wagon.load.length > 0 ? wagon.load.map((load) => unitNumber(load.number)).join(', ') : t('hub.fill.empty')}</td>
                    <td className="num">{metres(t, language, wagon.length_mm)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <WhenField wall={when} onChange={setWhen} />
      <Refused error={error} />
    </Dialog>
  );
}
