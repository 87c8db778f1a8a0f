import { useState } from 'react';

import type { ActionAnswer, ConsignmentAnswer } from '../api/booking';
import { useAct } from '../consignments/queries';
import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Moment } from '../parts/Moment';
import { Refused } from '../parts/Refused';
import { StandingChip } from '../parts/StandingChip';
import { navigate } from '../route';

/** What has become of the offer: booked, held until a moment, or waiting with its place in the list. */
export function Taken({ consignment, answer, zone }: { consignment: ConsignmentAnswer; answer: ActionAnswer; zone: string }) {
  const t = useT();
  const [now, setNow] = useState(answer);
  const confirm = useAct({ id: consignment.id, version: now.version }, setNow);
  const booking = now.booking;
  const waits = booking?.legs.filter(({ standing }) => standing.state === 'waiting') ?? [];
  const isConfirmed = Boolean(booking?.confirmed_at);
  return (
    <div className="inspector-foot offer-foot" role="status" data-taken={isConfirmed ? 'confirmed' : waits.length > 0 ? 'waiting' : 'held'}>
      <p className="row s">
        <Icon name={isConfirmed ? 'ok' : waits.length > 0 ? 'waiting' : 'late'} />
        <b className="b">{t(isConfirmed ? 'book.is_booked' : waits.length > 0 ? 'book.is_waiting' : 'book.is_held')}</b>
        {!isConfirmed && booking?.held_until && <Moment at={booking.held_until} zone={zone} />}
      </p>
      {waits.map((leg) => (
        <p key={leg.leg} className="row s">
          <StandingChip standing={leg.standing} /> <span className="t3 el">{leg.run}</span>
        </p>
      ))}
      <Refused error={confirm.error} />
      <div className="buttons">
        {!isConfirmed && waits.length === 0 && (
          <button type="button" className="btn p" disabled={confirm.isPending} onClick={() => confirm.act({ do: 'confirm' })}>
            {t('act.confirm')}
          </button>
        )}
        <button type="button" className={`btn ${isConfirmed || waits.length > 0 ? 'p' : ''}`} onClick={() => navigate('consignments', new URLSearchParams({ id: consignment.id, tab: 'booking' }))}>
          {t('book.to_consignment')}
        </button>
      </div>
    </div>
  );
}
