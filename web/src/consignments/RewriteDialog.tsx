import { useState } from 'react';

import type { ConsignmentDetail } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Refused } from '../parts/Refused';
import { wishOf } from './detail';
import { fromOrder, missing, NOTHING_MISSING, toOrder, type OrderDraft, type Zones } from './orderDraft';
import { OrderFields, OrderSum } from './OrderFields';
import { useAct } from './queries';
import { consignmentName } from './words';

interface RewriteProps {
  consignment: ConsignmentDetail;
  onClose: () => void;
}

/** Writes a draft further, or orders something else before it is booked. */
export function RewriteDialog({ consignment, onClose }: RewriteProps) {
  const route = wishOf(consignment)?.route;
  const places = usePlaceBook([route?.origin, route?.destination]);
  // Days are read by the clocks of the places: the form waits for them.
  if (route && (!places.place(route.origin) || !places.place(route.destination))) return null;
  return <Form consignment={consignment} zones={{ from: places.zone(route?.origin), to: places.zone(route?.destination) }} onClose={onClose} />;
}

function Form({ consignment, zones, onClose }: RewriteProps & { zones: Zones }) {
  const t = useT();
  const isDraft = consignment.status === 'drafted';
  const before = wishOf(consignment);
  const [order, setOrder] = useState<OrderDraft>(() => fromOrder(before ?? {}, zones));
  const [wasAsked, setWasAsked] = useState(false);
  const places = usePlaceBook([order.from, order.to]);
  const { act, error, isPending } = useAct(consignment, onClose);
  const lacks = missing(order);

  function send() {
    setWasAsked(!isDraft);
    if (!isDraft && lacks.size > 0) return;
    const { route, goods = [] } = toOrder(order, { from: places.zone(order.from), to: places.zone(order.to) }, before);
    if (isDraft) act({ do: 'redraft', draft: { ...(route ? { route } : {}), goods } });
    else if (route) act({ do: 'amend_order', order: { route, goods } });
  }

  return (
    <Dialog
      title={t(isDraft ? 'rewrite.draft_title' : 'rewrite.order_title', { name: consignmentName(consignment) })}
      width={960}
      onClose={onClose}
      onSubmit={send}
      foot={
        <>
          <OrderSum order={order} />
          <span className="grow" />
          {wasAsked && lacks.size > 0 && <span className="s c-blocked">{t('order.lacks', { count: lacks.size })}</span>}
          <button type="submit" className="btn p" disabled={isPending}>
            {t(isDraft ? 'rewrite.draft_go' : 'rewrite.order_go')}
          </button>
        </>
      }
    >
      {!isDraft && <p className="s t2">{t('rewrite.order_words')}</p>}
      <OrderFields order={order} missing={wasAsked ? lacks : NOTHING_MISSING} onChange={setOrder} />
      <Refused error={error} />
    </Dialog>
  );
}
