import { useState } from 'react';

import { useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Nothing } from '../../parts/Nothing';
import { Tabs } from '../../parts/Tabs';
import { Failure, Waiting } from '../../plan/States';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { GoodsDialog } from './GoodsDialog';
import { GoodsTable } from './GoodsTable';
import { NO_FILTER, useLists, useWarehouses, type GoodsFilter } from './queries';
import { ReadGoodsDialog } from './ReadGoodsDialog';
import { StuffingBench } from './StuffingBench';
import { WarehouseDrawing } from './WarehouseDrawing';

const PARTS = ['warehouses', 'stuffing'] as const;

/** The warehouses of a hub: bays with what they bear and the goods, or the bench where boxes are stuffed and stripped. */
export function StoreView() {
  const t = useT();
  const { plan, params, go } = useOnHub();
  const { data, error } = useWarehouses(plan.id);
  const lists = useLists(plan.id).data?.lists ?? [];
  const part = params.get('part') === 'stuffing' ? 'stuffing' : 'warehouses';
  if (!data) return error ? <Failure error={error} /> : <Waiting rows={8} />;
  if (data.warehouses.length === 0) {
    return (
      <section className="panel" aria-label={t('store.warehouses')}>
        <Nothing title={t('store.none')}>{t('store.none_words')}</Nothing>
      </section>
    );
  }
  const atWork = lists.filter(({ stage }) => stage === 'open' || stage === 'stripping').length;
  return (
    <div className="hub-store">
      <Tabs label={t('store.parts')} tabs={PARTS.map((name) => ({ name, words: t(`store.${name}`), count: name === 'stuffing' ? atWork : undefined }))} on={part} onPick={(name) => go({ part: name === 'warehouses' ? null : name })} />
      {part === 'stuffing' ? <StuffingBench /> : <Depot />}
    </div>
  );
}

function Depot() {
  const t = useT();
  const { plan } = useOnHub();
  const warehouses = useWarehouses(plan.id).data?.warehouses ?? [];
  const records = useOperates('record');
  const [filter, setFilter] = useState<GoodsFilter>(NO_FILTER);
  const [asking, setAsking] = useState<'declare' | 'read' | null>(null);
  return (
    <div className="store-body">
      <section className="panel" aria-label={t('store.warehouses')}>
        <WarehouseDrawing warehouses={warehouses} chosen={filter} onChoose={(warehouse, bay) => setFilter({ ...filter, warehouse, bay })} />
      </section>
      <section className="panel" aria-label={t('store.goods')}>
        <div className="ph tall">
          <h2>{t('store.goods')}</h2>
          <span className="grow" />
          {records && (
            <>
              <button type="button" className="btn" onClick={() => setAsking('read')}>
                <Icon name="file" />
                {t('store.read')}
              </button>
              <button type="button" className="btn p" onClick={() => setAsking('declare')}>
                <Icon name="plus" />
                {t('store.do.declare')}
              </button>
            </>
          )}
        </div>
        <GoodsTable filter={filter} onFilter={setFilter} />
      </section>
      {asking === 'declare' && <GoodsDialog form="declare" row={null} onClose={() => setAsking(null)} />}
      {asking === 'read' && <ReadGoodsDialog onClose={() => setAsking(null)} />}
    </div>
  );
}
