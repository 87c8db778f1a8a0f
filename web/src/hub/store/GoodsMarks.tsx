import type { GoodsRow } from '../../api/hub';
import { useT } from '../../i18n';
import { HoldMarks } from '../HoldMarks';

/** State, customs, holds, what is short, over or damaged; each in words. */
export function GoodsMarks({ row }: { row: GoodsRow }) {
  const t = useT();
  const otherwise = row.received_otherwise?.packages ?? 0;
  return (
    <span className="row">
      <span className="chip">{t(`store.state.${row.state}`)}</span>
      {row.customs === 'bonded' && <span className="chip">{t('store.bonded')}</span>}
      <HoldMarks holds={row.holds} />
      {otherwise < 0 && <span className="chip late">{t('store.short', { count: -otherwise })}</span>}
      {otherwise > 0 && <span className="chip attention">{t('store.over', { count: otherwise })}</span>}
      {row.damaged_packages > 0 && <span className="chip attention">{t('store.damaged', { count: row.damaged_packages })}</span>}
    </span>
  );
}
