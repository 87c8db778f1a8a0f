import { useState } from 'react';

import { countOf, type Block, type BoxRow } from '../api/hub';
import { nameIn } from '../format/names';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Refused } from '../parts/Refused';
import { Failure, Waiting } from '../plan/States';
import { baysToCount, boxesOfBay, countedBay, keepCount, keptCount, progress, said, standings, type Count } from './counting';
import { FoundFields } from './FoundFields';
import { useOnHub } from './onHub';
import { useBlock, useHubAct } from './queries';
import { moment } from './words';

/** Counts a block: bay by bay what the books say, ticked or not; the differences are recorded as corrections. */
export function CountDialog({ block, onClose }: { block: Block; onClose: () => void }) {
  const { plan } = useOnHub();
  const answer = useBlock(plan.id, block.id);
  if (answer.data) return <Counting block={block} boxes={answer.data} onClose={onClose} />;
  return answer.error ? <Failure error={answer.error} /> : <Waiting rows={3} />;
}

function Counting({ block, boxes, onClose }: { block: Block; boxes: readonly BoxRow[]; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, params } = useOnHub();
  const [count, setCount] = useState<Count>(() => keptCount(block.id, floor.now));
  const bays = baysToCount(boxes, count.found);
  const [bay, setBay] = useState(() => (bays.includes(Number(params.get('bay'))) ? Number(params.get('bay')) : (bays[0] ?? 1)));
  const at = bays.indexOf(bay);
  const { act, error, isPending } = useHubAct(plan.id, () => {
    keepCount(block.id, null);
    onClose();
  });
  const far = progress(count, boxes);
  const isWhole = far.open.length === 0;
  const change = (next: Count) => {
    setCount(next);
    keepCount(block.id, next);
  };
  return (
    <Dialog
      title={t('hub.count.title', { block: nameIn(language, block.name) })}
      width={720}
      onClose={onClose}
      onSubmit={() => isWhole && act(countOf(block.id, standings(count, boxes, block.id), new Date().toISOString()))}
      foot={
        <>
          <span className="s" role="status" data-open={far.open.length}>
            {t('hub.count.so_far', { done: far.total - far.open.length, total: far.total })}
            {far.missing.length > 0 && <b className="c-late"> {t('hub.count.missing_of', { count: far.missing.length })}</b>}
            {far.moved.length > 0 && <b className="c-late"> {t('hub.count.moved_of', { count: far.moved.length })}</b>}
            {far.extra.length > 0 && <b className="c-late"> {t('hub.count.found_of', { count: far.extra.length })}</b>}
          </span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isWhole || isPending}>
            {t('hub.count.go')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('hub.count.words', { at: moment(language, plan.zone, count.began, floor.now) })}</p>
      <div className="row">
        <button type="button" className="btn sq q" aria-label={t('hub.bay_before')} disabled={at <= 0} onClick={() => setBay(bays[at - 1] ?? bay)}>
          <Icon name="left" />
        </button>
        <b className="m">{t('hub.count.bay', { bay: String(bay).padStart(2, '0'), no: at + 1, of: bays.length })}</b>
        <button type="button" className="btn sq q" aria-label={t('hub.bay_after')} disabled={at >= bays.length - 1} onClick={() => setBay(bays[at + 1] ?? bay)}>
          <Icon name="right" />
        </button>
        <span className="grow" />
        <button
          type="button"
          className="btn"
          onClick={() => {
            change(said(count, boxesOfBay(far.open, bay).map(({ id }) => id), 'seen'));
            setBay(bays[at + 1] ?? bay);
          }}
        >
          {t('hub.count.bay_right')}
        </button>
        <button type="button" className="btn q" onClick={() => change(said(count, far.open.map(({ id }) => id), 'seen'))}>
          {t('hub.count.rest_right')}
        </button>
      </div>
      <BayList count={count} boxes={boxesOfBay(boxes, bay)} bay={bay} onChange={change} />
      <FoundFields key={bay} block={block} bay={bay} onAdd={(found) => change({ ...count, found: [...count.found.filter(({ number }) => number !== found.number), found] })} />
      <div className="row">
        <span className="grow" />
        <button type="button" className="btn q" onClick={() => change({ began: floor.now, seen: [], missing: [], found: [] })}>
          {t('hub.count.anew')}
        </button>
      </div>
      <Refused error={error} />
    </Dialog>
  );
}

/** What the books say of one bay, and what was found in it beside them. */
function BayList({ count, boxes, bay, onChange }: { count: Count; boxes: ReturnType<typeof boxesOfBay>; bay: number; onChange: (count: Count) => void }) {
  const t = useT();
  const found = count.found.filter((one) => countedBay(one.bay) === bay);
  return (
    <div className="scroll bulk-list" tabIndex={0} role="region" aria-label={t('hub.count.list')}>
      <table className="cl counting">
        <tbody>
          {boxes.map(({ id, number, form, spot }) => {
            const [isSeen, isMissing] = [count.seen.includes(id), count.missing.includes(id)];
            return (
              <tr key={id} data-count={number} data-said={isSeen ? 'seen' : isMissing ? 'missing' : 'open'}>
                <td className="t2">{t('hub.row_and_tier', { row: spot.row, tier: spot.tier })}</td>
                <td className="m">{unitNumber(number)}</td>
                <td className="t2">{t('hub.feet', { feet: form })}</td>
                <td>
                  <span className="seg" role="group" aria-label={unitNumber(number)}>
                    <button type="button" className={isSeen ? 'on' : ''} aria-pressed={isSeen} onClick={() => onChange(said(count, [id], isSeen ? null : 'seen'))}>
                      {t('hub.count.there')}
                    </button>
                    <button type="button" className={isMissing ? 'on' : ''} aria-pressed={isMissing} onClick={() => onChange(said(count, [id], isMissing ? null : 'missing'))}>
                      {t('hub.count.not_there')}
                    </button>
                  </span>
                </td>
              </tr>
            );
          })}
          {found.map((one) => (
            <tr key={one.number} data-found={one.number}>
              <td className="t2">{t('hub.row_and_tier', { row: one.row, tier: one.tier })}</td>
              <td className="m c-late">{unitNumber(one.number)}</td>
              <td className="t2">{t('hub.feet', { feet: one.length })}</td>
              <td>
                <span className="row">
                  <span className="c-late">{t('hub.count.found_here')}</span>
                  <span className="grow" />
                  <button type="button" className="btn sq q" aria-label={t('hub.list.remove')} onClick={() => onChange({ ...count, found: count.found.filter(({ number }) => number !== one.number) })}>
                    <Icon name="close" />
                  </button>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
