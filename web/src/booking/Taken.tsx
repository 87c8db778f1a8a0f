import type { ConsignmentDetail, Done } from '../api/booking';
import { isWaiting, standingOf } from '../consignments/detail';
import { useAct, useConsignment } from '../consignments/queries';
import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Moment } from '../parts/Moment';
import { Refused } from '../parts/Refused';
import { StandingChip } from '../parts/StandingChip';
import { navigate } from '../route';

const ICONS = { confirmed: 'ok', held: 'late', waiting: 'waiting' } as const;
const WORDS = { confirmed: 'book.is_booked', held: 'book.is_held', waiting: 'book.is_waiting' } as const;

/** What has become of the offer: booked, held until a moment, or waiting with its place in the list. */
export function Taken({ consignment: before, answer, zone }: { consignment: ConsignmentDetail; answer: Done; zone: string }) {
  const t = useT();
  const found = useConsignment(before.id).data;
  // Until the consignment is fetched anew, its state is the one from before.
  const consignment = found && found.version >= answer.version ? found : null;
  const confirm = useAct(consignment ?? before);
  const standing = consignment ? standingOf(consignment) : null;
  if (!consignment || !standing) return <div className="inspector-foot offer-foot" role="status" aria-busy="true" />;
  const { booking } = consignment;
  return (
    <div className="inspector-foot offer-foot" role="status" data-taken={standing}>
      <p className="row s">
        <Icon name={ICONS[standing]} />
        <b className="b">{t(WORDS[standing])}</b>
        {booking?.state === 'held' && <Moment at={booking.until} zone={zone} />}
      </p>
      {consignment.standings.filter(isWaiting).map((leg) => (
        <p key={leg.leg} className="row s">
          <StandingChip of={leg} /> <span className="t3 el">{booking?.booking.legs.find((one) => one.leg === leg.leg)?.run}</span>
        </p>
      ))}
      <Refused error={confirm.error} />
      <div className="buttons">
        {standing === 'held' && (
          <button type="button" className="btn p" disabled={confirm.isPending} onClick={() => confirm.act({ do: 'confirm' })}>
            {t('act.confirm')}
          </button>
        )}
        <button type="button" className={`btn ${standing === 'held' ? '' : 'p'}`} onClick={() => navigate('consignments', new URLSearchParams({ id: consignment.id, tab: 'booking' }))}>
          {t('book.to_consignment')}
        </button>
      </div>
    </div>
  );
}
