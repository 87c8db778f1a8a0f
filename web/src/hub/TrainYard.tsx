import type { BoxRow } from '../api/hub';
import { usePlaceBook } from '../api/places';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { Failure, Waiting } from '../plan/States';
import { HoldMarks } from './HoldMarks';
import { useOnHub } from './onHub';
import { useHubUnits } from './queries';
import { DRAGGED_BOX } from './train';
import { tonnes } from './words';

/** Boxes of the yard that no job moves, by destination: dragged to a slot, or chosen here and put with a click or a key there. */
export function TrainYard({ box, isOpen, onPick }: { box: BoxRow | null; isOpen: boolean; onPick: (box: BoxRow | null) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, params, go } = useOnHub();
  const destination = params.get('to') ?? '';
  const list = useHubUnits(plan.id, { loadable: 'true', destination: destination || undefined, limit: '100' });
  const counts = Object.entries(list.first?.counts ?? {}).sort(([one], [other]) => one.localeCompare(other));
  const places = usePlaceBook(counts.map(([id]) => id));
  return (
    <section className="panel hub-train-yard" aria-label={t('hub.train_yard')}>
      <div className="ph tall">
        <h2>{t('hub.train_yard')}</h2>
        <span className="c s">{list.total === null ? '' : number(language, list.total)}</span>
      </div>
      <div className="pad">
        <select className="wide" aria-label={t('hub.train_destination')} value={destination} onChange={(event) => go({ to: event.target.value || null })}>
          <option value="">{t('hub.train_any_destination')}</option>
          {counts.map(([id, count]) => (
            <option key={id} value={id}>
              {places.name(id)} ({number(language, count)})
            </option>
          ))}
        </select>
      </div>
      {list.error && list.items.length === 0 && <Failure error={list.error} />}
      {list.isPending && <Waiting rows={6} />}
      {list.isSuccess && list.items.length === 0 && <Nothing title={t('hub.train_no_boxes')}>{t('hub.train_no_boxes_words')}</Nothing>}
      <ul className="scroll train-list" data-rows>
        {list.items.map((row) => {
          const isHeld = (row.holds ?? []).length > 0;
          return (
            <li key={row.id}>
              <button
                type="button"
                className={box?.id === row.id ? 'sel' : ''}
                aria-pressed={box?.id === row.id}
                data-loadable={row.number}
                disabled={!isOpen || isHeld}
                draggable={isOpen && !isHeld}
                onClick={() => onPick(box?.id === row.id ? null : row)}
                onDragStart={(event) => {
                  event.dataTransfer.setData(DRAGGED_BOX, JSON.stringify(row));
                  event.dataTransfer.effectAllowed = 'move';
                }}
              >
                <span className="row">
                  <b className="b">{unitNumber(row.number)}</b>
                  <span className="grow" />
                  <span className="s">{t('hub.train_feet', { feet: row.form })}</span>
                </span>
                <span className="s t2">
                  {tonnes(t, language, row.mass_kg)} · {places.name(row.destination)} · {row.place}
                </span>
                <HoldMarks holds={row.holds ?? []} />
              </button>
            </li>
          );
        })}
      </ul>
      <div className="foot">
        <MoreRows shown={list.items.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
      </div>
    </section>
  );
}
