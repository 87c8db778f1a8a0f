import { useState } from 'react';

import type { Done } from '../api/booking';
import { pagesKey } from '../api/pages';
import { usePlaceBook } from '../api/places';
import { useNow } from '../shell/now';
import { useSend } from '../api/useSend';
import { number } from '../format/number';
import { dateIn, isoDate } from '../format/time';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { DateField } from '../plan/DateField';
import { PlaceField } from '../plan/PlaceField';
import { useOrganisations } from '../session/organisations';
import { makeStale, useSession } from '../session/session';
import { GoodsFields } from './GoodsFields';
import { EMPTY_ORDER, emptyGoods, missing, toOrder, typedNumber, type GoodsDraft, type OrderDraft } from './orderDraft';
import { CONSIGNMENTS } from './queries';

/** A new order: the wish, the goods line by line; kept as a draft or placed at once. */
export function OrderDialog({ onClose, onMade, start = EMPTY_ORDER }: { onClose: () => void; onMade: (id: string) => void; start?: OrderDraft }) {
  const t = useT();
  const language = useLanguage();
  const isOperator = useSession().data?.organisation?.kind === 'operator';
  const organisations = useOrganisations();
  const [order, setOrder] = useState(start);
  const [wasAsked, setWasAsked] = useState(false);
  const places = usePlaceBook([order.from, order.to]);
  const make = useSend<Done>((answer) => {
    makeStale(pagesKey(CONSIGNMENTS));
    onMade(answer.id);
  });
  const today = isoDate(dateIn('Asia/Almaty', useNow(60_000)));
  const lacks = missing(order);
  const shown = wasAsked ? lacks : new Set<string>();
  const lacking = (field: string) => (shown.has(field) ? t('order.needed') : undefined);
  const set = (change: Partial<OrderDraft>) => setOrder((before) => ({ ...before, ...change }));
  const setLine = (line: GoodsDraft) => setOrder((before) => ({ ...before, goods: before.goods.map((one) => (one.key === line.key ? line : one)) }));
  const tonnes = order.goods.reduce((sum, line) => sum + (typedNumber(line.tonnes) ?? 0), 0);
  const units = order.goods.reduce((sum, line) => sum + (typedNumber(line.units) ?? 0), 0);

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
          <span className="s t2">
            {t('order.sum', { count: order.goods.length, tonnes: number(language, tonnes, Number.isInteger(tonnes) ? 0 : 1), units: number(language, units) })}
          </span>
          <span className="grow" />
          {shown.size > 0 && <span className="s c-blocked">{t('order.lacks', { count: shown.size })}</span>}
          <button type="button" className="btn" disabled={make.isPending} onClick={() => send(false)}>
            {t('order.keep_draft')}
          </button>
          <button type="submit" className="btn p" disabled={make.isPending}>
            {t('order.place')}
          </button>
        </>
      }
    >
      <div className="order-head">
        <PlaceField id="order-from" className="fld-place" label={t('form.from')} value={order.from} error={lacking('from')} onChange={(from) => set({ from })} />
        <PlaceField id="order-to" className="fld-place" label={t('form.to')} value={order.to} error={lacking('to')} onChange={(to) => set({ to })} />
        <DateField id="order-ready" label={t('form.ready')} value={order.ready} today={today} error={lacking('ready')} onChange={(ready) => set({ ready })} />
        <DateField id="order-by" optional label={t('form.by')} value={order.by} today={today} onChange={(by) => set({ by })} />
      </div>
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
      {order.goods.map((line, index) => (
        <GoodsFields
          key={line.key}
          line={line}
          index={index}
          lacking={(name) => lacking(`goods.${index}.${name}`)}
          onChange={setLine}
          onRemove={order.goods.length > 1 ? () => set({ goods: order.goods.filter(({ key }) => key !== line.key) }) : null}
        />
      ))}
      <button type="button" className="btn" onClick={() => set({ goods: [...order.goods, emptyGoods(Math.max(...order.goods.map(({ key }) => key)) + 1)] })}>
        <Icon name="plus" />
        {t('order.add_line')}
      </button>
      <Refused error={make.error} />
    </Dialog>
  );
}
