import { useState } from 'react';

import type { GaugeDocument, GaugeUnit } from '../../api/gauge';
import { unitNumber } from '../../format/unitNumber';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';

interface Line {
  unit: string;
  number: string;
  isOn: boolean;
  wagon: string;
  mass: string;
  pieces: string;
}

/** Draws a supplementary note: the main one's number, and of each unit the wagon, mass and pieces after transhipment. */
export function NoteDialog({ document, units, onClose }: { document: GaugeDocument; units: readonly GaugeUnit[]; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [main, setMain] = useState('');
  const [lines, setLines] = useState<Line[]>(() => units.map(({ unit, number, mass_kg }) => ({ unit, number, isOn: true, wagon: '', mass: mass_kg === undefined || mass_kg === null ? '' : String(mass_kg), pieces: '1' })));
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const change = (unit: string, part: Partial<Line>) => setLines((all) => all.map((line) => (line.unit === unit ? { ...line, ...part } : line)));
  const chosen = lines.filter(({ isOn }) => isOn);
  const isReady = main.trim() !== '' && chosen.length > 0 && chosen.every(({ mass, pieces }) => /^\d+$/.test(mass) && /^\d+$/.test(pieces));

  function go() {
    if (!isReady) return;
    const wishes = chosen.map(({ unit, wagon, mass, pieces }) => ({ unit, mass_kg: Number(mass), pieces: Number(pieces), ...(wagon.trim() ? { wagon_number: wagon.trim() } : {}) }));
    act({ do: 'gauge_note', change: document.id, main: main.trim(), lines: wishes });
  }

  return (
    <Dialog
      title={t('hub.gauge_note_draw')}
      width={620}
      onClose={onClose}
      onSubmit={go}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('hub.gauge_note_draw')}
          </button>
        </>
      }
    >
      <Labelled label={t('hub.gauge_note_main')} hint={t('hub.gauge_note_hint')}>
        {(field) => <input {...field} value={main} onChange={(event) => setMain(event.target.value)} />}
      </Labelled>
      <table className="gauge-lines">
        <thead>
          <tr>
            <th scope="col">{t('hub.col_number')}</th>
            <th scope="col">{t('hub.gauge_note_wagon')}</th>
            <th scope="col">{t('hub.gauge_note_mass')}</th>
            <th scope="col">{t('hub.gauge_note_pieces')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const words = unitNumber(line.number);
            return (
              <tr key={line.unit}>
                <th scope="row">
                  <label className="check m">
                    <input type="checkbox" checked={line.isOn} onChange={(event) => change(line.unit, { isOn: event.target.checked })} />
                    {words}
                  </label>
                </th>
                <td>
                  <input aria-label={`${t('hub.gauge_note_wagon')}, ${words}`} inputMode="numeric" value={line.wagon} onChange={(event) => change(line.unit, { wagon: event.target.value })} />
                </td>
                <td>
                  <input aria-label={`${t('hub.gauge_note_mass')}, ${words}`} inputMode="numeric" value={line.mass} onChange={(event) => change(line.unit, { mass: event.target.value })} />
                </td>
                <td>
                  <input aria-label={`${t('hub.gauge_note_pieces')}, ${words}`} inputMode="numeric" value={line.pieces} onChange={(event) => change(line.unit, { pieces: event.target.value })} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Refused error={error} />
    </Dialog>
  );
}
