import { useState } from 'react';

import type { ConsignmentRow } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useCargo, useUnitTypes } from '../api/queries';
import { fromParams as filterOf } from '../consignments/filter';
import { OrderDialog } from '../consignments/OrderDialog';
import { emptyGoods, EMPTY_ORDER, withCargo, type OrderDraft } from '../consignments/orderDraft';
import { useConsignments } from '../consignments/queries';
import { consignmentName, goodsWords } from '../consignments/words';
import { shortName } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { StatusChip } from '../parts/StatusChip';
import { fromParams, quantityCode, type Question } from '../plan/question';
import { Failure, Waiting } from '../plan/States';
import { useRowKeys } from '../shell/useShortcuts';

const OPEN = new Set(['ordered', 'planned']);

/** Which consignment is to be booked: one that was ordered between these places, or a new one for this question. */
export function ChooseConsignment({ params, onChosen }: { params: URLSearchParams; onChosen: (id: string) => void }) {
  const t = useT();
  const question = fromParams(params);
  const list = useConsignments({ ...filterOf(new URLSearchParams()), sort: '-updated' });
  const [isMaking, setIsMaking] = useState(false);
  const [selected, setSelected] = useState(0);
  const start = useStart(question);
  const open = list.items.filter((row) => OPEN.has(row.status) && row.booking?.standing !== 'confirmed');
  const fits = (row: ConsignmentRow) => row.origin === question.from && row.destination === question.to;
  const rows = [...open.filter(fits), ...open.filter((row) => !fits(row))];
  useRowKeys(rows.length, selected, setSelected, () => rows[selected] && onChosen(rows[selected].id));
  return (
    <section className="panel" aria-label={t('book.choose')}>
      <div className="ph tall">
        <h1>{t('book.choose')}</h1>
        <span className="c s el">{t('book.choose_words')}</span>
        <span className="grow" />
        <button type="button" className="btn p" onClick={() => setIsMaking(true)}>
          <Icon name="plus" />
          {t('book.new_order')}
        </button>
      </div>
      {list.error && rows.length === 0 && <Failure error={list.error} />}
      {list.isPending && !list.error && <Waiting rows={5} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('book.none_open')}>{t('book.none_open_words')}</Nothing>}
      {rows.length > 0 && <OpenList rows={rows} selected={selected} fits={fits} onChosen={onChosen} />}
      {isMaking && <OrderDialog start={start} onClose={() => setIsMaking(false)} onMade={onChosen} />}
    </section>
  );
}

function OpenList({ rows, selected, fits, onChosen }: { rows: readonly ConsignmentRow[]; selected: number; fits: (row: ConsignmentRow) => boolean; onChosen: (id: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const places = usePlaceBook(rows.flatMap(({ origin, destination }) => [origin, destination]));
  return (
    <div className="scroll" data-rows tabIndex={0} role="region" aria-label={t('book.choose')}>
      <table className="it">
        <colgroup>
          <col className="c-ident" />
          <col />
          <col className="c-status" />
          <col className="c-when2" />
          <col className="c-action" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('consignments.col_consignment')}</th>
            <th scope="col">{t('consignments.col_route')}</th>
            <th scope="col">{t('consignments.col_status')}</th>
            <th scope="col">{t('form.ready')}</th>
            <th scope="col">
              <span className="sr-only">{t('book.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id} className={index === selected ? 'sel' : ''} data-consignment={row.id} aria-current={index === selected ? 'true' : undefined}>
              <td>
                <div className="ti el">{consignmentName(row)}</div>
                {fits(row) && <span className="xs c-ok">{t('book.same_places')}</span>}
              </td>
              <td>
                <div className="el">
                  {places.name(row.origin)} – {places.name(row.destination)}
                </div>
                <div className="xs t3 el">{goodsWords(t, language, row)}</div>
              </td>
              <td>
                <StatusChip status={row.status} />
              </td>
              <td>{row.ready && <Moment at={row.ready} zone={places.zone(row.origin)} />}</td>
              <td className="num">
                <button type="button" className={`btn ${index === selected ? 'p' : ''}`} onClick={() => onChosen(row.id)}>
                  {t('book.offers_for')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Returns the order that a question of the planner means. */
function useStart(question: Question): OrderDraft {
  const language = useLanguage();
  const cargo = useCargo(question.cargo).data ?? undefined;
  const types = useUnitTypes().data ?? [];
  const [, amount = '', unit] = /^([\d.]+)(t|kg|u)$/.exec(quantityCode(question.quantity)) ?? [];
  const line = withCargo(emptyGoods(1), question.cargo, cargo, cargo ? shortName(language, cargo.name) : '', types);
  const tonnes = unit === 't' ? amount : unit === 'kg' ? String(Number(amount) / 1000) : '';
  const goods = { ...line, tonnes, units: unit === 'u' ? amount : '', unitType: question.unit || line.unitType };
  return { ...EMPTY_ORDER, from: question.from, to: question.to, ready: question.ready, by: question.by, goods: [goods] };
}
