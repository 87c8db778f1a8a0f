import { useState } from 'react';

import type { UnitAnswer } from '../api/booking';
import { useSend } from '../api/useSend';
import { tonnes } from '../consignments/words';
import { useConsignmentNames } from '../consignments/queries';
import { unitNumber } from '../format/unitNumber';
import { translated, useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
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
      {data && <Contents answer={data} onClose={onClose} />}
    </section>
  );
}

function Contents({ answer, onClose }: { answer: UnitAnswer; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const records = useMay('record');
  const { unit } = answer;
  const { identity, journey } = unit;
  const lines = cargoLines(unit.cargo);
  const names = useConsignmentNames(lines.map(({ consignment }) => consignment));
  const earlier = unit.earlier ?? [];
  return (
    <>
      <div className="inspector-head">
        <div className="row">
          <h2>{unitNumber(identity.raw)}</h2>
          <span className="grow" />
          <button type="button" className="btn sq q sheet-close" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="s t2">{[translated(t, `unit_kind.${identity.kind}`) ?? identity.kind, unit.unit_type].filter(Boolean).join(t('way.comma'))}</div>
        {identity.finding && <Finding finding={identity.finding} />}
      </div>
      <div className="scroll pad" tabIndex={0} role="region" aria-label={t('units.inspector')}>
        {identity.finding && <p className="s t2">{t('units.kept')}</p>}
        <dl className="kv">
          <dt>{t('units.as_written')}</dt>
          <dd>{identity.raw}</dd>
          <dt>{t('units.col_journey')}</dt>
          <dd>{t(`journey.${journey.state}`)}</dd>
        </dl>
        <h3>{t('units.col_cargo')}</h3>
        {lines.length === 0 && <p className="s t2">{t('unit_state.empty')}</p>}
        <ul className="unit-list">
          {lines.map((line) => (
            <li key={line.consignment}>
              <a href={href('consignments', new URLSearchParams({ id: line.consignment }))}>{names(line.consignment)}</a>
              <span className="t3">{tonnes(t, language, line.mass_kg)}</span>
            </li>
          ))}
        </ul>
        {earlier.length > 0 && (
          <>
            <h3>{t('units.former')}</h3>
            <ul className="unit-list">
              {earlier.map(({ raw }) => (
                <li key={raw}>
                  <span className="struck">{unitNumber(raw)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {records && <CorrectNumber answer={answer} />}
    </>
  );
}

function cargoLines(cargo: UnitAnswer['unit']['cargo']) {
  switch (cargo.state) {
    case 'empty':
      return [];
    case 'one':
      return [cargo.line];
    case 'stuffed':
      return cargo.lines;
  }
}

/** Says what the number really is; the one before is kept. */
function CorrectNumber({ answer: { unit, version } }: { answer: UnitAnswer }) {
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
        if (number.trim() !== '') send.mutate({ path: `${UNITS}/${encodeURIComponent(unit.id)}/actions`, body: { version, action: { do: 'correct_number', kind: unit.identity.kind, number: number.trim() } } });
      }}
    >
      <Refused error={send.error} />
      <div className="row end">
        <Labelled label={t('units.right_number')} className="grow">
          {(field) => <input {...field} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <button type="submit" className={`btn ${unit.identity.finding ? 'p' : ''}`} disabled={send.isPending || number.trim() === ''}>
          {t('units.correct')}
        </button>
      </div>
    </form>
  );
}
