import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { amount, asView, byDimension, counted, shownAmount, typedAmount } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { useRunAct } from './queries';

/** Sets what a run has; never below what is sold, allotted or on its way. */
export function RoomDialog({ run, onClose }: { run: RunAnswer; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const now = byDimension(run.ledger.room);
  const names = counted(now);
  const [typed, setTyped] = useState(() => Object.fromEntries(names.map((name) => [name, String(shownAmount(name, now[name] ?? 0))])));
  const { act, error, isPending } = useRunAct(run, onClose);
  const read = names.map((name) => [name, typedAmount(name, typed[name] ?? '')] as const);
  const isReady = read.every(([, value]) => value !== null);
  const room = asView(Object.fromEntries(read.map(([name, value]) => [name, value ?? 0])));
  return (
    <Dialog
      title={t('capacity.set_room')}
      onClose={onClose}
      onSubmit={() => isReady && act({ do: 'set_room', room })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('capacity.set_room')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('capacity.set_room_words')}</p>
      <div className="fields two">
        {read.map(([name, value]) => {
          const used = run.row.dimensions.find(({ dimension }) => dimension === name);
          const taken = (used?.confirmed ?? 0) + (used?.held ?? 0) + (used?.allotted ?? 0);
          return (
            <Labelled key={name} label={t(`dimension.${name}`)} error={value === null ? t('capacity.no_number') : null} hint={t('capacity.taken', { amount: amount(language, name, taken) })}>
              {(field) => <input {...field} inputMode="decimal" value={typed[name]} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />}
            </Labelled>
          );
        })}
      </div>
      <Refused error={error} />
    </Dialog>
  );
}
