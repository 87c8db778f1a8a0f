import type { ReactNode } from 'react';

import { number } from '../format/number';
import { dateIn, isoDate } from '../format/time';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { DateField } from '../plan/DateField';
import { PlaceField } from '../plan/PlaceField';
import { useNow } from '../shell/now';
import { GoodsFields } from './GoodsFields';
import { emptyGoods, typedNumber, type GoodsDraft, type OrderDraft } from './orderDraft';

/** The wish and the goods of an order, line by line; `missing` names what is asked for and not there. */
export function OrderFields({ order, missing, onChange, children }: {
  order: OrderDraft;
  missing: ReadonlySet<string>;
  /** Takes a change of what is there then: what goods bring along comes later than the next letter typed. */
  onChange: (change: (before: OrderDraft) => OrderDraft) => void;
  children?: ReactNode;
}) {
  const t = useT();
  const today = isoDate(dateIn('Asia/Almaty', useNow(60_000)));
  const set = (change: Partial<OrderDraft>) => onChange((before) => ({ ...before, ...change }));
  const setLine = (line: GoodsDraft) => onChange((before) => ({ ...before, goods: before.goods.map((one) => (one.key === line.key ? line : one)) }));
  const lacking = (name: string) => (missing.has(name) ? t('order.needed') : undefined);
  return (
    <>
      <div className="order-head">
        <PlaceField id="order-from" className="fld-place" label={t('form.from')} value={order.from} error={lacking('from')} onChange={(from) => set({ from })} />
        <PlaceField id="order-to" className="fld-place" label={t('form.to')} value={order.to} error={lacking('to')} onChange={(to) => set({ to })} />
        <DateField id="order-ready" label={t('form.ready')} value={order.ready} today={today} error={lacking('ready')} onChange={(ready) => set({ ready })} />
        <DateField id="order-by" optional label={t('form.by')} value={order.by} today={today} onChange={(by) => set({ by })} />
      </div>
      {children}
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
    </>
  );
}

/** Lines, tonnes and units of an order in one line. */
export function OrderSum({ order }: { order: OrderDraft }) {
  const t = useT();
  const language = useLanguage();
  const sum = (name: 'tonnes' | 'units') => order.goods.reduce((total, line) => total + (typedNumber(line[name]) ?? 0), 0);
  const tonnes = sum('tonnes');
  return <span className="s t2">{t('order.sum', { count: order.goods.length, tonnes: number(language, tonnes, Number.isInteger(tonnes) ? 0 : 1), units: number(language, sum('units')) })}</span>;
}
