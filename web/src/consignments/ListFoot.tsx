import { useState } from 'react';

import type { ConsignmentRow } from '../api/booking';
import { download } from '../format/csv';
import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { MoreRows } from '../parts/MoreRows';
import type { Chosen } from '../parts/selection';
import { useSession } from '../session/session';
import { BulkDialog } from './BulkDialog';
import { BULK, type BulkName } from './bulk';
import { consignmentCsv } from './consignmentCsv';
import type { useConsignments } from './queries';

/** Below the list: what is done to the chosen rows, or the rest of the list, its file and its keys. */
export function ListFoot({ list, rows, chosen, onClear }: { list: ReturnType<typeof useConsignments>; rows: readonly ConsignmentRow[]; chosen: Chosen; onClear: () => void }) {
  const t = useT();
  const session = useSession().data;
  const [doing, setDoing] = useState<BulkName | null>(null);
  const picked = rows.filter(({ id }) => chosen.ids.has(id));
  const allowed = BULK.filter(({ permission }) => session?.permissions.includes(permission));
  return (
    <div className={`foot ${picked.length > 0 ? 'bulk' : ''}`}>
      {picked.length === 0 && (
        <>
          <MoreRows shown={rows.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
          <button type="button" className="btn q" onClick={() => download('landbridge-consignments.csv', consignmentCsv(rows))}>
            <Icon name="file" /> CSV
          </button>
          <span className="grow" />
          <span className="key-hints xs t2">
            <span><kbd>J</kbd> <kbd>K</kbd> {t('hint.row')}</span>
            <span><kbd>X</kbd> {t('hint.choose')}</span>
            <span><kbd>Enter</kbd> {t('hint.act')}</span>
          </span>
        </>
      )}
      {picked.length > 0 && (
        <>
          <b className="b s">{t('list.chosen', { count: picked.length })}</b>
          {allowed.map(({ name }) => (
            <button key={name} type="button" className="btn" onClick={() => setDoing(name)}>
              {t(`bulk.${name}`)}
            </button>
          ))}
          <button type="button" className="btn" onClick={() => download('landbridge-consignments.csv', consignmentCsv(picked))}>
            CSV
          </button>
          <span className="grow" />
          <button type="button" className="btn q" onClick={onClear}>
            {t('list.clear_choice')}
          </button>
        </>
      )}
      {doing && <BulkDialog name={doing} rows={picked} onClose={() => setDoing(null)} />}
    </div>
  );
}
