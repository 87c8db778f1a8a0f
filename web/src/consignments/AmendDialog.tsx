import { useState } from 'react';

import type { ConsignmentDetail } from '../api/booking';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Fees } from '../parts/PriceTable';
import { Refused } from '../parts/Refused';
import { CauseField, type Cause } from './CauseField';
import { quantityOf, unreadable, withQuantities, type QuantityName } from './quantities';
import { useAct } from './queries';
import { consignmentName, tonnes } from './words';

/** Orders and books another quantity on the same runs: all legs take it, or nothing changes. */
export function AmendDialog({ consignment, onClose }: { consignment: ConsignmentDetail; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { order, booking } = consignment;
  const goods = order?.goods ?? [];
  const [typed, setTyped] = useState(() => goods.map(quantityOf));
  const [cause, setCause] = useState<Cause>('customer');
  const { act, error, isPending } = useAct(consignment, onClose);
  const amended = order ? withQuantities(order, typed) : null;
  const isChanged = JSON.stringify(amended) !== JSON.stringify(order ? withQuantities(order, goods.map(quantityOf)) : null);
  const set = (index: number, name: QuantityName, value: string) => setTyped(typed.map((one, at) => (at === index ? { ...one, [name]: value } : one)));
  return (
    <Dialog
      title={t('amend.title', { name: consignmentName(consignment) })}
      width={560}
      onClose={onClose}
      onSubmit={() => amended && isChanged && act({ do: 'amend_booking', order: amended, cause })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!amended || !isChanged || isPending}>
            {t('amend.go')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('amend.words')}</p>
      {goods.map((line, index) => {
        const quantity = typed[index] ?? quantityOf(line);
        const bad = unreadable(line, quantity);
        const field = (name: QuantityName, label: string, hint?: string) => (
          <Labelled label={label} error={bad.has(name) ? t('capacity.no_number') : null} hint={hint}>
            {(attributes) => <input {...attributes} inputMode="decimal" value={quantity[name]} onChange={(event) => set(index, name, event.target.value)} />}
          </Labelled>
        );
        return (
          <fieldset key={index} className="goods">
            <legend>{line.description}</legend>
            <div className="fields three">
              {field('tonnes', t('order.tonnes'), t('amend.now', { amount: tonnes(t, language, line.mass_kg) }))}
              {(line.units ?? []).length > 0 && field('units', t('amend.units', { type: line.units?.[0]?.unit_type ?? '' }))}
              {field('pieces', t('order.pieces'))}
            </div>
          </fieldset>
        );
      })}
      <CauseField value={cause} onChange={setCause} />
      {booking && cause === 'customer' && <Fees quotation={booking.booking.quotation} only="change" />}
      <Refused error={error} />
    </Dialog>
  );
}
