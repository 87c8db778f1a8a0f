import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { usePlaceBook, type PlaceBook } from '../api/places';
import { amount, byDimension, DIMENSIONS } from '../format/amount';
import { shortName } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { Failure, Waiting } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { AllotmentDialog } from './AllotmentDialog';
import { CapacityBar } from './CapacityBar';
import { RunEntries } from './RunEntries';
import { RunFoot } from './RunFoot';
import { RunPools, type PoolMove } from './RunPools';
import { FREE_POOL } from './pools';
import { SaleChip } from './SaleChip';
import { WaitingList } from './WaitingList';
import { useRun, type RunName } from './queries';

/** One run: room on every hop, pools, who has taken it, and what the owner may do. */
export function RunInspector({ name, isOpened, onClose }: { name: RunName | null; isOpened: boolean; onClose: () => void }) {
  const t = useT();
  const { data, error, isPending } = useRun(name);
  return (
    <section className={`panel side sheet run-side ${isOpened ? 'opened' : ''}`} aria-label={t('capacity.inspector')} aria-busy={isPending && name !== null}>
      {!name && <Nothing title={t('capacity.nothing_chosen')} />}
      {name && isPending && <Waiting rows={7} />}
      {name && error && !data && <Failure error={error} />}
      {data && <Contents run={data} onClose={onClose} />}
    </section>
  );
}

function Contents({ run, onClose }: { run: RunAnswer; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const places = usePlaceBook(run.ledger.calls.map(({ place }) => place));
  const organisations = useOrganisations();
  const [move, setMove] = useState<PoolMove | null>(null);
  const { row, ledger } = run;
  const entries = ledger.pools.reduce((sum, pool) => sum + pool.entries.filter(({ standing }) => standing.state !== 'waiting').length, 0);
  const dimensions = DIMENSIONS.filter((name) => row.dimensions.some(({ dimension, room }) => dimension === name && room > 0));
  const [dimension, setDimension] = useState<string>(dimensions[0] ?? 'teu');
  return (
    <>
      <div className="inspector-head">
        <div className="row">
          <h2 className="el">{shortName(language, row.name)}</h2>
          <SaleChip sale={row.sale} />
          <span className="grow" />
          <button type="button" className="btn sq q sheet-close" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="s t2">{[row.run, t('capacity.section', { section: row.section.replace(`${row.service}.`, '') }), t('capacity.owner', { owner: organisations.name(ledger.owner) })].join(t('way.comma'))}</div>
        {row.reason && <div className="s c-blocked">{row.reason}</div>}
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('capacity.hops')}>
        <div className="part-head row">
          <h3>{t('capacity.hops')}</h3>
          <span className="grow" />
          <span className="seg" role="group" aria-label={t('capacity.dimension')}>
            {dimensions.map((name) => (
              <button key={name} type="button" className={name === dimension ? 'on' : ''} aria-pressed={name === dimension} onClick={() => setDimension(name)}>
                {t(`dimension.${name}`)}
              </button>
            ))}
          </span>
        </div>
        <Hops run={run} places={places} dimension={dimension} />
        <h3 className="part-head">{t('capacity.pools')}</h3>
        <RunPools run={run} onMove={setMove} />
        <WaitingList run={run} places={places} />
        <h3 className="part-head">{t('capacity.entries', { count: entries })}</h3>
        <RunEntries run={run} places={places} />
      </div>
      <RunFoot run={run} onMove={setMove} />
      {move && <AllotmentDialog run={run} move={move} onClose={() => setMove(null)} />}
    </>
  );
}

/** Room from call to call, in one dimension. */
function Hops({ run, places, dimension }: { run: RunAnswer; places: PlaceBook; dimension: string }) {
  const t = useT();
  const language = useLanguage();
  const { calls } = run.ledger;
  const hops = calls.slice(0, -1).map((call, index) => ({ call, next: calls[index + 1], room: hopRoom(run, index, dimension) }));
  const tightest = run.row.dimensions.find((one) => one.dimension === dimension)?.hop;
  return (
    <table className="hops">
      <colgroup>
        <col />
        <col className="c-hop-bar" />
        <col className="c-hop-left" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('capacity.col_hop')}</th>
          <th scope="col">{t(`dimension.${dimension}`)}</th>
          <th scope="col" className="num">{t('capacity.col_left')}</th>
        </tr>
      </thead>
      <tbody>
        {hops.map(({ call, next, room }, index) => (
          <tr key={call.place + String(index)} className={index === tightest ? 'tight' : ''}>
            <td>
              <div className="hop-name">
                {places.name(call.place)} – {places.name(next?.place)}
              </div>
              <div className="xs t3">{call.depart && <Moment at={call.depart} zone={places.zone(call.place)} kind="planned" />}</div>
            </td>
            <td>
              <CapacityBar room={room} />
            </td>
            <td className="num">
              <b className={room.left === 0 ? 'b c-late' : 'b'}>{amount(language, dimension, room.left)}</b>
              <div className="xs t3">{t('crossings.of', { capacity: amount(language, dimension, room.room) })}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Returns what one hop has: what is confirmed, held and waited for on it, and what the pools have left. */
function hopRoom({ ledger: { pools, room } }: RunAnswer, hop: number, dimension: string) {
  const of = (view: Parameters<typeof byDimension>[0] | undefined) => (view ? (byDimension(view)[dimension] ?? 0) : 0);
  const on = (state: string) =>
    pools
      .flatMap(({ entries }) => entries)
      .filter(({ hops, standing }) => standing.state === state && hops.from_call <= hop && hop < hops.to_call)
      .reduce((sum, { amounts }) => sum + of(amounts), 0);
  const left = (isFree: boolean) => pools.filter(({ pool }) => (pool === FREE_POOL) === isFree).reduce((sum, pool) => sum + of(pool.hops.find((one) => one.hop === hop)?.left), 0);
  return { room: of(room), held: on('held'), confirmed: on('confirmed'), allotted: left(false), left: left(true), waiting: on('waiting') };
}
