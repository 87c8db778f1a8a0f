import { useState } from 'react';

import type { UnitView } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useSend } from '../api/useSend';
import { shortId, tonnes } from '../consignments/words';
import { unitNumber } from '../format/unitNumber';
import { translated, useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { Refused } from '../parts/Refused';
import { Failure, Waiting } from '../plan/States';
import { href } from '../route';
import { useMay } from '../session/session';
import { Finding } from './Finding';
import { unitChanged, UNITS, useUnit } from './queries';

/** One unit: its number as written, what is wrong with it, its cargo, and the numbers it had before. */
export function UnitInspector({ id, isOpened, onClose }: { id: string | null; isOpened: boolean; onClose: () => void }) {
  const t = useT();
  const { data, error, isPending } = useUnit(id);
  return (
    <section className={`panel side sheet ${isOpened ? 'opened' : ''}`} aria-label={t('units.inspector')} aria-busy={isPending && id !== null}>
      {!id && <Nothing title={t('units.nothing_chosen')} />}
      {id && isPending && <Waiting rows={5} />}
      {id && error && !data && <Failure error={error} />}
      {data && <Contents unit={data} onClose={onClose} />}
    </section>
  );
}

function Contents({ unit, onClose }: { unit: UnitView; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const places = usePlaceBook([unit.last?.place]);
  const records = useMay('record');
  return (
    <>
      <div className="inspector-head">
        <div className="row">
          <h2>{unitNumber(unit.number)}</h2>
          <span className="grow" />
          <button type="button" className="btn sq q sheet-close" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="s t2">
          {translated(t, `unit_kind.${unit.kind}`) ?? unit.kind}, {unit.unit_type}
        </div>
        {unit.finding && <Finding finding={unit.finding} />}
      </div>
      <div className="scroll pad" tabIndex={0} role="region" aria-label={t('units.inspector')}>
        {unit.finding && <p className="s t2">{t('units.kept')}</p>}
        <dl className="kv">
          <dt>{t('units.as_written')}</dt>
          <dd>{unit.number}</dd>
          <dt>{t('units.col_last')}</dt>
          <dd>{unit.last ? `${translated(t, `event.${unit.last.what}`) ?? unit.last.what}, ${places.name(unit.last.place)}` : t('units.never_seen')}</dd>
          {unit.last && (
            <>
              <dt>{t('time.actual')}</dt>
              <dd>
                <Moment at={unit.last.happened_at} zone={places.zone(unit.last.place)} kind="actual" />
              </dd>
            </>
          )}
          {unit.transport && (
            <>
              <dt>{t('units.in_transport')}</dt>
              <dd>
                <Moment at={unit.transport.since} zone={places.zone(unit.last?.place)} />
              </dd>
            </>
          )}
        </dl>
        <h3>{t('units.col_cargo')}</h3>
        {unit.cargo.length === 0 && <p className="s t2">{t('unit_state.empty')}</p>}
        <ul className="unit-list">
          {unit.cargo.map((cargo) => (
            <li key={cargo.consignment}>
              <a href={href('consignments', new URLSearchParams({ id: cargo.consignment }))}>{cargo.reference ?? shortId(cargo.consignment)}</a>
              <span className="t3">{tonnes(t, language, cargo.mass_kg)}</span>
            </li>
          ))}
        </ul>
        {unit.former.length > 0 && (
          <>
            <h3>{t('units.former')}</h3>
            <ul className="unit-list">
              {unit.former.map((former) => (
                <li key={former.number + former.at}>
                  <span className="struck">{unitNumber(former.number)}</span>
                  <span className="t3">
                    <Moment at={former.at} zone="Asia/Shanghai" />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {records && <CorrectNumber unit={unit} />}
    </>
  );
}

/** Says what the number really is; the one before is kept. */
function CorrectNumber({ unit }: { unit: UnitView }) {
  const t = useT();
  const [number, setNumber] = useState('');
  const send = useSend(() => {
    setNumber('');
    unitChanged(unit.id);
  });
  return (
    <form
      className="inspector-foot"
      onSubmit={(event) => {
        event.preventDefault();
        if (number.trim() !== '') send.mutate({ path: `${UNITS}/${encodeURIComponent(unit.id)}/actions`, body: { version: unit.version, action: { do: 'correct_number', kind: unit.kind, number: number.trim() } } });
      }}
    >
      <Refused error={send.error} />
      <div className="row end">
        <Labelled label={t('units.right_number')} className="grow">
          {(field) => <input {...field} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <button type="submit" className={`btn ${unit.finding ? 'p' : ''}`} disabled={send.isPending || number.trim() === ''}>
          {t('units.correct')}
        </button>
      </div>
    </form>
  );
}
