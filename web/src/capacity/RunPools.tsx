import type { PoolView, RunAnswer } from '../api/booking';
import { amount, byDimension, counted, type Amounts } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { useMay } from '../session/session';
import { FREE_POOL, unsold, usePoolName } from './pools';

/** A move of allotment that a row of the pools begins. */
export interface PoolMove {
  from: string;
  to: string;
  /** What is proposed to be moved. */
  amounts: Amounts;
}

/** The shares of the room: who sells how much, what of it is unsold, and giving or taking back. */
export function RunPools({ run, onMove }: { run: RunAnswer; onMove: (move: PoolMove) => void }) {
  const t = useT();
  const language = useLanguage();
  const poolName = usePoolName();
  const may = useMay('capacity') && run.row.sale === 'open';
  const names = counted(byDimension(run.ledger.room));
  const said = (amounts: Amounts) => names.map((one) => t(`room.${one}`, { amount: amount(language, one, amounts[one] ?? 0) })).join(t('way.comma'));
  return (
    <ul className="pools">
      {run.ledger.pools.map((pool) => {
        const left = unsold(pool, byDimension(run.ledger.room));
        return (
          <li key={pool.pool} data-pool={pool.pool}>
            <div className="row s">
              <b className="m el">{poolName(pool.pool)}</b>
              <span className="grow" />
              {may && <Buttons pool={pool} name={poolName(pool.pool)} left={left} onMove={onMove} />}
            </div>
            <div className="xs t3">{t('capacity.pool_of', { allotted: said(byDimension(pool.allotted)), left: said(left) })}</div>
          </li>
        );
      })}
    </ul>
  );
}

function Buttons({ pool: { pool }, name, left, onMove }: { pool: PoolView; name: string; left: Amounts; onMove: (move: PoolMove) => void }) {
  const t = useT();
  if (pool === FREE_POOL) {
    return (
      <button type="button" className="btn" onClick={() => onMove({ from: FREE_POOL, to: '', amounts: {} })}>
        {t('capacity.give')}
      </button>
    );
  }
  return (
    <>
      <button type="button" className="btn" aria-label={t('capacity.give_to', { name })} onClick={() => onMove({ from: FREE_POOL, to: pool, amounts: {} })}>
        {t('capacity.give_more')}
      </button>
      <button type="button" className="btn" aria-label={t('capacity.take_back_of', { name })} disabled={counted(left).length === 0} onClick={() => onMove({ from: pool, to: FREE_POOL, amounts: left })}>
        {t('capacity.take_back')}
      </button>
    </>
  );
}
