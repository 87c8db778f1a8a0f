import { useState } from 'react';

import type { Done } from '../api/booking';
import { pagesKey } from '../api/pages';
import { usePlaceBook } from '../api/places';
import { useSend } from '../api/useSend';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { makeStale, useSession } from '../session/session';
import { EMPTY_ORDER, missing, NOTHING_MISSING, toOrder, type OrderDraft } from './orderDraft';
import { OrderFields, OrderSum } from './OrderFields';
import { CONSIGNMENTS } from './queries';

/** A new order: the wish, the goods line by line; kept as a draft or placed at once. */
export function OrderDialog({ onClose, onMade, start = EMPTY_ORDER }: { onClose: () => void; onMade: (id: string) => void; start?: OrderDraft }) {
  const t = useT();
  const isOperator = useSession().data?.organisation?.kind === 'operator';
  const organisations = useOrganisations();
  const [order, setOrder] = useState(start);
  const [wasAsked, setWasAsked] = useState(false);
  const places = usePlaceBook([order.from, order.to]);
  const make = useSend<Done>((answer) => {
    makeStale(pagesKey(CONSIGNMENTS));
    onMade(answer.id);
  });
  const lacks = missing(order);
  const set = (change: Partial<OrderDraft>) => setOrder((before) => ({ ...before, ...change }));

  function send(isPlaced: boolean) {
    setWasAsked(isPlaced);
    if (isPlaced && lacks.size > 0) return;
    const draft = toOrder(order, { from: places.zone(order.from), to: places.zone(order.to) });
    make.mutate({ path: CONSIGNMENTS, body: { reference: order.reference.trim() || null, ...(isOperator && order.customer ? { customer: order.customer } : {}), draft, place_order: isPlaced } });
  }

  return (
    <Dialog
      title={t('order.title')}
      width={960}
      onClose={onClose}
      onSubmit={() => send(true)}
      foot={
        <>
          <OrderSum order={order} />
          <span className="grow" />
          {wasAsked && lacks.size > 0 && <span className="s c-blocked">{t('order.lacks', { count: lacks.size })}</span>}
          <button type="button" className="btn" disabled={make.isPending} onClick={() => send(false)}>
            {t('order.keep_draft')}
          </button>
          <button type="submit" className="btn p" disabled={make.isPending}>
            {t('order.place')}
          </button>
        </>
      }
    >
      <OrderFields order={order} missing={wasAsked ? lacks : NOTHING_MISSING} onChange={setOrder}>
        <div className="fields two">
          <Labelled label={t('order.reference')} hint={t('order.reference_hint')}>
            {(field) => <input {...field} value={order.reference} maxLength={60} onChange={(event) => set({ reference: event.target.value })} />}
          </Labelled>
          {isOperator && (
            <Labelled label={t('consignments.customer')}>
              {(field) => (
                <select {...field} value={order.customer} onChange={(event) => set({ customer: event.target.value })}>
                  <option value="">{t('order.own')}</option>
                  {organisations.all.filter(({ kind }) => kind !== 'operator').map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          )}
        </div>
      </OrderFields>
      <Refused error={make.error} />
    </Dialog>
  );
}
