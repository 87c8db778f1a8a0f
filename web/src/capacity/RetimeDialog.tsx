import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { readMoment, typedMoment, useClockWords } from '../parts/MomentField';
import { Refused } from '../parts/Refused';
import { useRunAct } from './queries';
import { readCalls, shifted, typedCalls, type CallText, type TimeName } from './times';

/** Gives a run other planned times and cut-offs, each by the clock of its place. */
export function RetimeDialog({ run, onClose }: { run: RunAnswer; onClose: () => void }) {
  const places = usePlaceBook(run.ledger.calls.map(({ place }) => place));
  // Times are read by the clocks of the places: the form waits for them.
  if (run.ledger.calls.some(({ place }) => !places.place(place))) return null;
  return <Form run={run} zone={places.zone} name={places.name} onClose={onClose} />;
}

function Form({ run, zone, name, onClose }: { run: RunAnswer; zone: (place: string) => string; name: (place: string) => string; onClose: () => void }) {
  const t = useT();
  const clockWords = useClockWords();
  const { calls } = run.ledger;
  const written = (at: string | null | undefined, place: string) => typedMoment(zone(place), at);
  const [typed, setTyped] = useState<CallText[]>(() => typedCalls(calls, written));
  const [hours, setHours] = useState('');
  const { act, error, isPending } = useRunAct(run, onClose);
  const read = readCalls(calls, typed, (text, place) => readMoment(zone(place), text));
  const isChanged = read !== null && JSON.stringify(read) !== JSON.stringify(readCalls(calls, typedCalls(calls, written), (text, place) => readMoment(zone(place), text)));
  const by = /^[+−-]?\d+([.,]\d+)?$/.test(hours.trim()) ? Number(hours.trim().replace('−', '-').replace(',', '.')) : null;
  const set = (index: number, time: TimeName, text: string) => setTyped(typed.map((one, at) => (at === index ? { ...one, [time]: text } : one)));
  return (
    <Dialog
      title={t('retime.title')}
      width={720}
      onClose={onClose}
      onSubmit={() => read && isChanged && act({ do: 'retime', calls: read })}
      foot={
        <>
          <span className="xs t3">{t('retime.own_clock')}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isChanged || isPending}>
            {t('retime.go')}
          </button>
        </>
      }
    >
      <div className="row end retime-shift">
        <p className="s t2 grow">{t('retime.words')}</p>
        <Labelled label={t('retime.shift')}>{(field) => <input {...field} inputMode="decimal" placeholder="+3" value={hours} onChange={(event) => setHours(event.target.value)} />}</Labelled>
        <button type="button" className="btn" disabled={by === null || by === 0 || read === null} onClick={() => read && setTyped(typedCalls(shifted(read, (by ?? 0) * 3_600_000), written))}>
          {t('retime.shift_go')}
        </button>
      </div>
      <div className="scroll retime" tabIndex={0} role="region" aria-label={t('capacity.hops')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('retime.call')}</th>
              <th scope="col">{t('consignments.col_arrives')}</th>
              <th scope="col">{t('capacity.col_departs')}</th>
              <th scope="col">{t('capacity.col_cut_off')}</th>
            </tr>
          </thead>
          <tbody>
            {calls.map((call, index) => (
              <tr key={call.place + String(index)}>
                <td>
                  <div className="el m">{name(call.place)}</div>
                  <div className="xs t3">{clockWords(zone(call.place), call.depart ?? call.arrive ?? '')}</div>
                </td>
                {(['arrive', 'depart', 'cut_off'] as const).map((time) => (
                  <td key={time}>
                    {call[time] && (
                      <input
                        className="cell-input"
                        aria-label={t(`retime.${time}`, { place: name(call.place) })}
                        aria-invalid={readMoment(zone(call.place), typed[index]?.[time] ?? '') === null}
                        inputMode="numeric"
                        autoComplete="off"
                        value={typed[index]?.[time] ?? ''}
                        onChange={(event) => set(index, time, event.target.value)}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {read === null && (
        <p className="s c-blocked" role="alert">
          {t('record.bad_moment')}
        </p>
      )}
      <Refused error={error} />
    </Dialog>
  );
}
