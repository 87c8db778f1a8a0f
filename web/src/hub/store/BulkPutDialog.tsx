import { useState } from 'react';

import type { GoodsRow } from '../../api/hub';
import { useLanguage, useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Refused } from '../../parts/Refused';
import { EachOutcome } from '../EachOutcome';
import { useOnHub } from '../onHub';
import { useEach } from '../useEach';
import { PlaceField } from './PlaceField';
import { amountWords, placeKey, placeOf, placeWords } from './words';

/** Puts several goods away, all that stands of each; what became of each is told by itself. */
export function BulkPutDialog({ rows, onClose }: { rows: readonly GoodsRow[]; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  // What was chosen when the dialog opened: what is done leaves the list while its outcome is read.
  const [asked] = useState(rows);
  const [to, setTo] = useState('');
  const { send, outcome, error, isPending } = useEach(plan.id);
  const parts = asked.flatMap((row) => row.places.map((place) => ({ row, place }))).filter(({ place }) => placeKey(place.location) !== to);
  const go = () =>
    send(parts.map(({ row, place }) => ({ words: row.declaration.number, action: { do: 'goods_put_away', goods: row.declaration.id, from: place.location, to: placeOf(to) } })));
  return (
    <Dialog
      title={t('store.bulk_put')}
      width={540}
      onClose={onClose}
      onSubmit={() => (outcome ? onClose() : to !== '' && !isPending && go())}
      foot={
        <>
          {!outcome && <span className="xs t3">{t('bulk.each')}</span>}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!outcome && (to === '' || parts.length === 0 || isPending)}>
            {outcome ? t('action.close') : t('store.bulk_put')}
          </button>
        </>
      }
    >
      {!outcome && (
        <>
          <PlaceField label={t('store.field.to')} value={to} onChange={setTo} />
          <ul className="bulk-what s">
            {parts.map(({ row, place }) => (
              <li key={`${row.declaration.id} ${placeKey(place.location)}`}>
                <b className="m">{row.declaration.number}</b> <span className="t2">{amountWords(t, language, place.amount)}, {placeWords(t, place.location)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Refused error={error} />
      {outcome && <EachOutcome rows={outcome} />}
    </Dialog>
  );
}
