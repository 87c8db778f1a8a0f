import { useState } from 'react';

import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { doneMoves, isSpot, type DoneMove } from './done';
import { useOperates } from './may';
import { useOnHub } from './onHub';
import { PutRightDialog } from './PutRightDialog';
import { useHubHistory, useHubUnit } from './queries';
import { moment } from './words';

/** What a machine has done last: a wrong press is put right here. */
export function DoneList({ machine, most }: { machine: string; most: number }) {
  const t = useT();
  const { plan } = useOnHub();
  const moves = doneMoves(useHubHistory(plan.id, `equipment:${machine}`).data ?? [], most);
  if (moves.length === 0) return null;
  return (
    <div className="done-list" role="group" aria-label={t('hub.done_last')}>
      <h3 className="xs t3">{t('hub.done_last')}</h3>
      <ul>
        {moves.map((move) => (
          <Done key={move.job} move={move} machine={machine} />
        ))}
      </ul>
    </div>
  );
}

function Done({ move, machine }: { move: DoneMove; machine: string }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const [dispatches, records] = [useOperates('dispatch'), useOperates('record')];
  const [isAsking, setIsAsking] = useState(false);
  const row = useHubUnit(plan.id, move.unit).data?.row;
  // What was moved on since, or has left, is not where this press put it.
  const isThere = row?.id === move.unit && isSpot(row.spot, move.to) && !row.job;
  return (
    <li data-done={move.job}>
      <span className="m">{row?.id === move.unit ? unitNumber(row.number) : '–'}</span>
      <span className="t2 el">{row?.id === move.unit ? row.place : t('hub.gone')}</span>
      <span className="t3 nw">{moment(language, plan.zone, move.at, floor.now)}</span>
      {dispatches && records && isThere && (
        <button type="button" className="btn" onClick={() => setIsAsking(true)}>
          {t('hub.do.put_right')}
        </button>
      )}
      {isAsking && row && <PutRightDialog move={move} row={row} machine={machine} onClose={() => setIsAsking(false)} />}
    </li>
  );
}
