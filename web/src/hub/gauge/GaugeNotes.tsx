import { useState } from 'react';

import type { GaugeDocument } from '../../api/gauge';
import { number } from '../../format/number';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { useMay } from '../../session/session';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Refused } from '../../parts/Refused';
import { NoteDialog } from './NoteDialog';

/** Supplementary notes: what follows, to which main note, on which wagon, with how much; and what still has none. */
export function GaugeNotes({ document }: { document: GaugeDocument }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const dispatches = useMay('dispatch');
  const isOpen = document.stage === 'open';
  const [isDrawing, setIsDrawing] = useState(false);
  const [voided, setVoided] = useState<string | null>(null);
  const { act, error } = useHubAct(plan.id);
  const waiting = document.units.filter(({ outcome, note }) => outcome === 'behind' && !note);
  const numberOf = (id: string) => unitNumber(document.units.find(({ unit }) => unit === id)?.number ?? id);
  return (
    <section className="gauge-notes" aria-label={t('hub.gauge_notes')}>
      <h3 className="part-head">
        {t('hub.gauge_notes')} <span className="t3 s">{number(language, document.supplementary.length)}</span>
      </h3>
      {document.supplementary.map((note) => (
        <div key={note.number} className="gauge-note" data-note={note.number}>
          <b className="m">{note.number}</b> <span className="s t2">{t('hub.gauge_note_to', { main: note.main })}</span>
          {dispatches && isOpen && (
            <button type="button" className="btn q" onClick={() => setVoided(note.number)}>
              {t('hub.gauge_void')}
            </button>
          )}
          <ul className="s">
            {note.lines.map((line) => (
              <li key={line.unit}>
                <span className="m">{numberOf(line.unit)}</span> {number(language, line.mass_kg)} kg, {t('hub.gauge_pieces', { count: line.pieces })}, {line.wagon_number ?? t('hub.gauge_no_wagon')}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {document.supplementary.length === 0 && waiting.length === 0 && <p className="s t2">{t('hub.gauge_no_notes')}</p>}
      {waiting.length > 0 && <p className="s c-late">{t('hub.gauge_unnoted', { count: waiting.length })}</p>}
      {dispatches && isOpen && waiting.length > 0 && (
        <button type="button" className="btn big" onClick={() => setIsDrawing(true)}>
          {t('hub.gauge_note_draw')}
        </button>
      )}
      <Refused error={error} />
      {isDrawing && <NoteDialog document={document} units={waiting} onClose={() => setIsDrawing(false)} />}
      {voided && (
        <ReasonDialog
          title={voided}
          words={t('hub.gauge_void_words')}
          go={t('hub.gauge_void')}
          onClose={() => setVoided(null)}
          onGo={(reason) => {
            act({ do: 'gauge_void', change: document.id, number: voided, reason });
            setVoided(null);
          }}
        />
      )}
    </section>
  );
}
