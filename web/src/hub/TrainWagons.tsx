import { useState } from 'react';

import type { BoxRow, Train, TrainBox, TrainWagon } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { useOnHub } from './onHub';
import { tooNear } from './train/composing';
import { DRAGGED_BOX, drawnSlots, freeSlots, PIXELS_PER_METRE, type DrawnSlot } from './train';
import { tonnes } from './words';

interface Putting {
  /** The box that was chosen in the list of the yard. */
  box: BoxRow | null;
  isBusy: boolean;
  onPut?: (box: BoxRow, wagon: string, slot: number) => void;
}

/** The train to length, wagon by wagon from its head, as many in a row as there is room for; boxes are dropped on free slots. */
export function TrainWagons({ train, ...putting }: { train: Train } & Putting) {
  const t = useT();
  const near = tooNear(train);
  return (
    <>
      <p className="xs t3 pad train-scale">{t(putting.onPut ? 'hub.train_hint' : 'hub.train_read_only')}</p>
      <ol className="train-wagons" aria-label={t('hub.train_drawn')}>
        {train.wagons.map((wagon, index) => (
          <Wagon key={wagon.id} wagon={wagon} near={near} place={index + 1} {...putting} />
        ))}
      </ol>
    </>
  );
}

function Wagon({ wagon, near, place, ...putting }: { wagon: TrainWagon; near: Set<string>; place: number } & Putting) {
  const t = useT();
  const { select } = useOnHub();
  return (
    <li className={`train-wagon ${wagon.holds ? '' : 'over'}`} style={{ width: (wagon.length_mm / 1000) * PIXELS_PER_METRE }} data-wagon={wagon.number}>
      <span className="train-slots">
        {wagon.slots === 0 && !wagon.power_points && <span className={`train-slot bare ${near.has(wagon.id) ? 'near' : ''}`} />}
        {wagon.power_points && (
          <span className="train-slot feeds" title={t('hub.composing.feeds', { boxes: wagon.power_points })} data-feeds={wagon.power_points}>
            <span aria-hidden="true">⚡{wagon.power_points}</span>
            <span className="sr-only">{t('hub.composing.feeds', { boxes: wagon.power_points })}</span>
          </span>
        )}
        {drawnSlots(wagon).map((slot) => (
          <Slot key={slot.slot} wagon={wagon} near={near} slot={slot} {...putting} />
        ))}
      </span>
      <button type="button" className="train-wagon-name xs" onClick={() => select(`unit:${wagon.id}`)}>
        {!wagon.holds && <Icon name="blocked" />}
        <span>{place}</span> <span className="t3">…{wagon.number.slice(-4)}</span>
      </button>
    </li>
  );
}

function Slot({ wagon, near, slot: { slot, count, box }, box: chosen, isBusy, onPut }: { wagon: TrainWagon; near: Set<string>; slot: DrawnSlot } & Putting) {
  const t = useT();
  const { select } = useOnHub();
  const [isOver, setIsOver] = useState(false);
  if (box) return <Box box={box} count={count} isNear={near.has(box.id)} onOpen={() => select(`unit:${box.id}`)} />;
  const fits = chosen !== null && freeSlots(wagon, chosen.form).includes(slot);
  return (
    <button
      type="button"
      className={`train-slot ${fits ? 'fits' : ''} ${isOver ? 'drop' : ''}`}
      style={{ flexGrow: count }}
      data-slot={slot}
      disabled={!onPut || isBusy || (chosen !== null && !fits)}
      aria-label={t(fits ? 'hub.train_put_here' : 'hub.train_free_slot', { wagon: wagon.number, slot, number: chosen ? unitNumber(chosen.number) : '' })}
      onClick={() => chosen && fits && onPut?.(chosen, wagon.id, slot)}
      onDragOver={(event) => {
        if (!onPut || !event.dataTransfer.types.includes(DRAGGED_BOX)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const row = JSON.parse(event.dataTransfer.getData(DRAGGED_BOX) || 'null') as BoxRow | null;
        if (row) onPut?.(row, wagon.id, slot);
      }}
    >
      {slot}
    </button>
  );
}

/** A box on a wagon: solid where it stands, dashed where a job is to bring it. */
function Box({ box, count, isNear, onOpen }: { box: TrainBox; count: number; isNear: boolean; onOpen: () => void }) {
  const t = useT();
  const language = useLanguage();
  const marks = [box.held ? t('hub.train_remark.held', { number: '' }).trim() : '', (box.dangerous ?? []).length > 0 ? (box.dangerous ?? []).join(', ') : '', typeof box.set_point_dc === 'number' ? t('hub.train_reefer') : '', box.power === 'own_set' ? t('hub.composing.own_set') : '', isNear ? t('hub.composing.near') : ''].filter(Boolean);
  const words = [unitNumber(box.number), tonnes(t, language, box.mass_kg), box.destination ?? '', t(`hub.train_bound.${box.bound}`), ...marks].filter(Boolean).join(t('way.comma'));
  return (
    <button type="button" className={`train-slot box-on ${box.bound} ${box.fill} ${box.held ? 'held' : ''} ${isNear ? 'near' : ''}`} style={{ flexGrow: count }} title={words} data-box={box.number} onClick={onOpen}>
      {box.held ? <Icon name="held" /> : isNear ? <Icon name="blocked" /> : (box.dangerous ?? []).length > 0 ? <Icon name="attention" /> : <span aria-hidden="true">{box.number.slice(-3)}</span>}
      <span className="sr-only">{words}</span>
    </button>
  );
}
