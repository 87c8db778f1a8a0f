import type { Train, TrainWagon } from '../api/hub';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT, type T } from '../i18n';
import { Icon } from '../parts/Icon';
import { remarkOfTrain, remarksOn } from './train/composing';
import { tonnes } from './words';

/** The train as a list, the head first: what stands on each wagon, its mass, and what stands in its way. It is what is printed. */
export function TrainTable({ train }: { train: Train }) {
  const t = useT();
  const language = useLanguage();
  return (
    <table className="train-table">
      <caption className="print-only">
        {t('hub.train_list_of', { name: train.name })}{train.index ? `${t('way.comma')}${t('hub.composing.index', { index: train.index })}` : ''} {train.limits.map(({ measure, used }) => (measure === 'mass' ? tonnes(t, language, used) : measure === 'wagons' ? t('hub.train_wagon_count', { count: used }) : '')).filter(Boolean).join(t('way.comma'))}
      </caption>
      <colgroup>
        <col className="c-no" />
        <col className="c-train-wagon" />
        <col className="c-train-type" />
        <col />
        <col className="c-mass" />
        <col className="c-train-remarks" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="num">{t('hub.col_no')}</th>
          <th scope="col">{t('hub.col_wagon')}</th>
          <th scope="col">{t('hub.train_col_type')}</th>
          <th scope="col">{t('hub.col_boxes')}</th>
          <th scope="col" className="num">{t('hub.train_col_gross')}</th>
          <th scope="col">{t('hub.train_col_remarks')}</th>
        </tr>
      </thead>
      <tbody>
        {train.wagons.map((wagon, index) => (
          <tr key={wagon.id} data-train-row={wagon.number}>
            <td className="num t3">{index + 1}</td>
            <td className="nw">{wagon.number}</td>
            <td className="s t2">{wagon.wagon_type}</td>
            <td className="wrap">
              {wagon.boxes.length === 0 && <span className="t3">–</span>}
              {wagon.boxes.map((box) => (
                <div key={`${box.id} ${box.bound}`} className={box.bound === 'leaves' ? 't3' : ''}>
                  {box.slot} · {unitNumber(box.number)} {box.destination ?? ''} {box.bound !== 'stands' && <span className="chip xs">{t(`hub.train_bound.${box.bound}`)}</span>}
                </div>
              ))}
            </td>
            <td className="num">{tonnes(t, language, wagon.gross_kg)}</td>
            <td className="wrap">
              <Remarks train={train} wagon={wagon} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <td colSpan={3}>{t('hub.train_wagon_count', { count: train.wagons.length })}</td>
          <td className="num">{number(language, train.wagons.reduce((sum, { gross_kg }) => sum + gross_kg, 0) / 1000, 1)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

function Remarks({ train, wagon }: { train: Train; wagon: TrainWagon }) {
  const t = useT();
  const language = useLanguage();
  const broken = wagon.limits.filter(({ holds }) => !holds);
  return (
    <>
      {broken.map((limit) => (
        <div key={limit.quantity} className="xs said c-blocked">
          <Icon name="blocked" />
          {t(`hub.limit.${limit.quantity}`, { value: tonnes(t, language, limit.value_kg), limit: tonnes(t, language, limit.limit_kg) })}
        </div>
      ))}
      {remarksOn(train, wagon.id).map((remark) => {
        const words = remarkOfTrain(t, remark);
        return (
          <div key={words} className="xs said c-blocked" data-near={wagon.number}>
            <Icon name="blocked" />
            {words}
          </div>
        );
      })}
      {wagon.remarks.map((remark, index) => (
        <div key={`${remark.kind} ${index}`} className={`xs said ${remark.stops ? 'c-blocked' : 'c-attention'}`}>
          <Icon name={remark.stops ? 'blocked' : 'attention'} />
          {remarkWords(t, remark)}
        </div>
      ))}
    </>
  );
}

function remarkWords(t: T, { kind, number: box, words }: TrainWagon['remarks'][number]): string {
  return t(`hub.train_remark.${kind}`, { number: box ? unitNumber(box) : '', words: (words ?? []).join(', ') });
}
