import { useState } from 'react';

import type { Ship, Visit } from '../../api/hub';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Nothing } from '../../parts/Nothing';
import { Failure, Waiting } from '../../plan/States';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { BaySection } from './BaySection';
import { DeckDialog } from './DeckDialog';
import { DeckDrawing } from './DeckDrawing';
import { ShipSide } from './ShipSide';
import { ShipTable } from './ShipTable';
import { bayPairs, SHIP_LISTS, ships, STOW_FORMATS, stowAddress, useShip, type ShipList } from './ship';
import { StowDialog } from './StowDialog';

/** A ship is worked: what stands where aboard, what is to be discharged and loaded, and how far that has come. */
export function ShipView() {
  const t = useT();
  const { plan, floor, params, selected, go } = useOnHub();
  const all = ships(floor);
  const named = params.get('ship') ?? (selected?.startsWith('visit:') ? selected.slice('visit:'.length) : null);
  const visit = all.find(({ id }) => id === named) ?? all[0];
  const answer = useShip(plan.id, visit?.id ?? null);
  const ship = answer.data;
  return (
    <div className="hub-ship-view">
      <section className="panel hub-ship" aria-label={t('hub.ship_side')}>
        <div className="ph tall">
          <h2>{t('hub.view.ship')}</h2>
          {visit && (
            <select aria-label={t('hub.ship_which')} value={visit.id} onChange={(event) => go({ ship: event.target.value, sel: `visit:${event.target.value}`, bay: null })}>
              {all.map(({ id, name, stage }) => (
                <option key={id} value={id}>
                  {name} ({t(`hub.stage.${stage}`)})
                </option>
              ))}
            </select>
          )}
          <span className="grow" />
          {visit && ship && <ShipDoes visit={visit} ship={ship} />}
        </div>
        {!visit && <Nothing title={t('hub.ship_none')}>{t('hub.ship_none_words')}</Nothing>}
        {answer.error && !ship && <Failure error={answer.error} />}
        {visit && answer.isPending && <Waiting rows={6} />}
        {ship && <Drawn ship={ship} />}
      </section>
      {visit && ship && <ShipTable visit={visit} ship={ship} />}
    </div>
  );
}

/** Lists read and written, decks said. */
function ShipDoes({ visit, ship }: { visit: Visit; ship: Ship }) {
  const t = useT();
  const { plan } = useOnHub();
  const dispatches = useOperates('dispatch');
  const [asking, setAsking] = useState<ShipList | 'decks' | null>(null);
  return (
    <>
      {dispatches &&
        SHIP_LISTS.filter((list) => list === 'load' || visit.stage === 'expected').map((list) => (
          <button key={list} type="button" className="btn" onClick={() => setAsking(list)}>
            <Icon name="file" />
            {t(`hub.ship_read.${list}`)}
          </button>
        ))}
      {dispatches && visit.stage !== 'complete' && (
        <button type="button" className="btn" onClick={() => setAsking('decks')}>
          {t('hub.ship_decks')}
        </button>
      )}
      <span className="s t3">{t('hub.ship_export')}</span>
      {STOW_FORMATS.map((format) => (
        <a key={format} className="link s" href={stowAddress(plan.id, visit.id, format, null)} download>
          {t(`hub.ship_format.${format}`)}
        </a>
      ))}
      {asking === 'decks' && <DeckDialog visit={visit} decks={ship.decks} onClose={() => setAsking(null)} />}
      {(asking === 'discharge' || asking === 'load') && <StowDialog visit={visit} list={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function Drawn({ ship }: { ship: Ship }) {
  const t = useT();
  const { params, go } = useOnHub();
  const pairs = bayPairs(ship.rows);
  const bay = pairs.find((pair) => String(pair.bay) === params.get('bay')) ?? pairs[0];
  return (
    <>
      <div className="ship-progress">
        <Progress words={t('hub.ship_list.discharge')} count={ship.discharge} />
        <Progress words={t('hub.ship_list.load')} count={ship.load} />
      </div>
      {pairs.length === 0 && ship.decks.length === 0 && <Nothing title={t('hub.ship_no_plan')}>{t('hub.ship_no_plan_words')}</Nothing>}
      {pairs.length > 0 && (
        <div className="ship-drawings">
          <ShipSide pairs={pairs} on={bay?.bay ?? null} onPick={(chosen) => go({ bay: String(chosen) })} />
          {bay && <BaySection pair={bay} />}
        </div>
      )}
      {ship.decks.map((deck) => (
        <DeckDrawing key={deck.name} deck={deck} rows={ship.rows} />
      ))}
    </>
  );
}

/** How far a list has come: done, planned, to do, not here. */
function Progress({ words, count }: { words: string; count: Ship['load'] }) {
  const t = useT();
  const language = useLanguage();
  const share = (part: number) => `${(part / Math.max(count.total, 1)) * 100}%`;
  return (
    <div className="ship-bar-of">
      <span className="s b">{words}</span>
      <span className="ship-bar" role="img" aria-label={t('hub.ship_progress_of', { done: count.done, planned: count.planned, total: count.total })}>
        <span className="done" style={{ width: share(count.done) }} />
        <span className="planned" style={{ width: share(count.planned) }} />
      </span>
      <span className="s t2" data-progress={words}>
        {t('hub.ship_progress_of', { done: number(language, count.done), planned: number(language, count.planned), total: number(language, count.total) })}
        {count.absent > 0 && <> · {t('hub.ship_absent', { count: count.absent })}</>}
        {count.shut_out > 0 && <> · {t('hub.ship_shut', { count: count.shut_out })}</>}
      </span>
    </div>
  );
}
