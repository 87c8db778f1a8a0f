import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { usePlaceBook, type PlaceBook } from '../api/places';
import { amount, counted, DIMENSIONS } from '../format/amount';
import { shortName } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { Failure, Waiting } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { CapacityBar } from './CapacityBar';
import { RunEntries } from './RunEntries';
import { RunFoot } from './RunFoot';
import { SaleChip } from './SaleChip';
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
  const places = usePlaceBook(run.calls.map(({ place }) => place));
  const organisations = useOrganisations();
  const dimensions = DIMENSIONS.filter((name) => run.dimensions.some(({ dimension, room }) => dimension === name && room > 0));
  const [dimension, setDimension] = useState<string>(dimensions[0] ?? 'teu');
  return (
    <>
      <div className="inspector-head">
        <div className="row">
          <h2 className="el">{shortName(language, run.name)}</h2>
          <SaleChip sale={run.sale} />
          <span className="grow" />
          <button type="button" className="btn sq q sheet-close" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="s t2 el">
          {run.run}, {t('capacity.section', { section: run.section })}, {t('capacity.owner', { owner: organisations.name(run.owner) })}
        </div>
        {run.sale_reason && <div className="s c-blocked">{run.sale_reason}</div>}
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
        <ul className="pools">
          {run.pools.map((pool) => (
            <li key={pool.id} className="row s">
              <b className="m el">{pool.custodian ? organisations.name(pool.custodian) : t('capacity.free_pool')}</b>
              <span className="grow" />
              <span className="t2">
                {counted(pool.allotted).map((one) => t(`room.${one}`, { amount: amount(language, one, pool.allotted[one] ?? 0) })).join(t('way.comma')) || '–'}
              </span>
            </li>
          ))}
        </ul>
        <h3 className="part-head">{t('capacity.entries', { count: run.entries.length })}</h3>
        <RunEntries run={run} places={places} />
      </div>
      <RunFoot run={run} />
    </>
  );
}

/** Room from call to call, in one dimension. */
function Hops({ run, places, dimension }: { run: RunAnswer; places: PlaceBook; dimension: string }) {
  const t = useT();
  const language = useLanguage();
  const hops = run.calls.slice(0, -1).map((call, index) => ({ call, next: run.calls[index + 1], room: hopRoom(run, index, dimension) }));
  const tightest = run.dimensions.find((one) => one.dimension === dimension)?.tightest_hop;
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
              <div className="el">
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

/** Returns what one hop has: the pools' use of it, and who waits for it. */
function hopRoom(run: RunAnswer, hop: number, dimension: string) {
  const of = (amounts: Partial<Record<string, number>> | undefined) => amounts?.[dimension] ?? 0;
  const on = (state: string) => run.entries.filter(({ hops, standing }) => standing.state === state && hops.from <= hop && hop < hops.to).reduce((sum, { amounts }) => sum + of(amounts), 0);
  const room = of(run.capacity);
  const allotted = run.pools.filter(({ custodian }) => custodian !== null).reduce((sum, pool) => sum + of(pool.hops[hop]?.left), 0);
  const left = run.pools.filter(({ custodian }) => custodian === null).reduce((sum, pool) => sum + of(pool.hops[hop]?.left), 0);
  const held = run.pools.reduce((sum, pool) => sum + of(pool.hops[hop]?.held), 0);
  return { room, held, sold: Math.max(room - allotted - left - held, 0), allotted, left, waiting: on('waiting') };
}
