import { useCallback, useState } from 'react';

import { useT } from '../i18n';
import { FreshButton } from '../live/FreshButton';
import { useFreshRows } from '../live/useFreshRows';
import { allOrNone, NONE_CHOSEN, ranged, toggled, type Chosen } from '../parts/selection';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { changed, navigate, useRoute } from '../route';
import { useMay } from '../session/session';
import { useRowKeys } from '../shell/useShortcuts';
import { ConsignmentList } from './ConsignmentList';
import { FilterBox } from './FilterBox';
import { fromParams, STAGE_NAMES, stageCounts, type Stage } from './filter';
import { Inspector } from './Inspector';
import { ListFoot } from './ListFoot';
import { OrderDialog } from './OrderDialog';
import { CONSIGNMENTS, useConsignments } from './queries';
import { SearchBox } from '../parts/SearchBox';

const KINDS = ['consignment.', 'booking.'] as const;

/** Consignments: a list with counted tabs, several chosen at once, and one of them inspected. The link says it all. */
export default function ConsignmentsScreen() {
  const t = useT();
  const { params } = useRoute();
  const filter = fromParams(params);
  const list = useConsignments(filter);
  const fresh = useFreshRows(CONSIGNMENTS, KINDS);
  const books = useMay('book');
  const [chosen, setChosen] = useState<Chosen>(NONE_CHOSEN);
  const rows = list.items;
  const counts = stageCounts(list.first?.counts ?? {});
  const opened = params.get('id');
  const selected = opened ?? rows[0]?.id ?? null;
  const index = rows.findIndex(({ id }) => id === selected);

  const go = useCallback((change: Record<string, string | null>, replace = true) => navigate('consignments', changed(params, change), replace), [params]);
  const open = (id: string) => go({ id });
  const select = (position: number) => {
    const row = rows[position];
    if (!row) return;
    open(row.id);
    document.querySelector(`[data-consignment="${CSS.escape(row.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (id: string, isRange: boolean) => setChosen((before) => (isRange ? ranged(before, rows.map((row) => row.id), id) : toggled(before, id)));
  const act = () => document.querySelector<HTMLButtonElement>('.inspector-foot .btn.p')?.click();
  useRowKeys(rows.length, index, select, act, (isRange) => selected && choose(selected, isRange));

  const failed = list.error !== null && rows.length === 0;
  return (
    <>
      <section className="panel" aria-label={t('screen.consignments')} aria-busy={list.isFetching}>
        <div className="ph tall">
          <h1>{t('screen.consignments')}</h1>
          <FreshButton fresh={fresh} />
          <span className="grow" />
          <SearchBox label={t('consignments.search')} value={filter.q} onChange={(q) => go({ q })} />
          <FilterBox filter={filter} onChange={go} />
          {books && (
            <button type="button" className="btn p" onClick={() => go({ new: 'yes' }, false)}>
              <Icon name="plus" />
              {t('consignments.new')}
            </button>
          )}
        </div>
        <div className="tabs row">
          <Tabs<Stage>
            label={t('consignments.by_stage')}
            tabs={STAGE_NAMES.map((name) => ({ name, words: t(`stage.${name}`), count: counts[name] }))}
            on={filter.stage}
            onPick={(stage) => go({ stage: stage === 'all' ? null : stage })}
          />
        </div>
        {failed && <Failure error={list.error} />}
        {list.isPending && !failed && <Waiting rows={9} />}
        {list.isSuccess && rows.length === 0 && <NoRows isFiltered={counts.all === 0 ? filter.q !== '' : true} onClear={() => navigate('consignments')} onNew={books ? () => go({ new: 'yes' }, false) : null} />}
        {rows.length > 0 && (
          <ConsignmentList
            rows={rows}
            sort={filter.sort}
            onSort={(sort) => go({ sort })}
            selected={selected}
            onOpen={open}
            chosen={chosen}
            onChoose={choose}
            onChooseAll={() => setChosen((before) => allOrNone(before, rows.map(({ id }) => id)))}
            isStale={list.isPlaceholderData}
            engaged={fresh.engaged}
          />
        )}
        {rows.length > 0 && <ListFoot list={list} rows={rows} chosen={chosen} onClear={() => setChosen(NONE_CHOSEN)} />}
      </section>
      <Inspector key={selected ?? ''} id={selected} isOpened={opened !== null} onClose={() => go({ id: null })} tab={params.get('tab') ?? 'timeline'} onTab={(tab) => go({ tab: tab === 'timeline' ? null : tab })} />
      {params.get('new') === 'yes' && books && <OrderDialog onClose={() => go({ new: null })} onMade={(id) => go({ new: null, id, stage: null, q: null })} />}
    </>
  );
}

function NoRows({ isFiltered, onClear, onNew }: { isFiltered: boolean; onClear: () => void; onNew: (() => void) | null }) {
  const t = useT();
  if (isFiltered) {
    return (
      <Nothing title={t('consignments.none_found')} action={<button type="button" className="btn" onClick={onClear}>{t('list.clear_filters')}</button>}>
        {t('consignments.none_found_words')}
      </Nothing>
    );
  }
  return (
    <Nothing title={t('consignments.none')} action={onNew && <button type="button" className="btn p" onClick={onNew}>{t('consignments.new')}</button>}>
      {t('consignments.none_words')}
    </Nothing>
  );
}
