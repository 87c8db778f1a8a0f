import { useState } from 'react';

import type { StuffingLine, StuffingList } from '../../api/hub';
import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { ReasonDialog } from '../../parts/ReasonDialog';
import { Refused } from '../../parts/Refused';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { hubPath, useHubAct } from '../queries';
import { Story } from '../Story';
import { tonnes } from '../words';
import { PlaceField } from './PlaceField';
import { SealDialog } from './SealDialog';
import { TellDialog } from './TellDialog';
import { amountWords, cubicMetres, DRAGGED_GOODS, placeOf, share } from './words';

/** The box of a list: fill bars of mass and volume, what is in it, its lines, and what is next to be done. */
export function StuffingBox({ answer, onDropped }: { answer: StuffingList; onDropped: (goods: string, place: { warehouse: string; bay?: number | null }) => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const [isOver, setIsOver] = useState(false);
  const { row } = answer;
  const { heading } = row;
  const gross = row.gross.known === 'unknown' ? null : row.gross.mass_kg;
  return (
    <div
      className={`scroll store-box ${isOver ? 'is-over' : ''}`}
      tabIndex={0}
      role="region"
      aria-label={heading.container}
      data-box={heading.container}
      onDragOver={(event) => {
        if (row.stage !== 'open' || !event.dataTransfer.types.includes(DRAGGED_GOODS)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        setIsOver(false);
        const dropped = event.dataTransfer.getData(DRAGGED_GOODS);
        if (!dropped) return;
        const { goods, place } = JSON.parse(dropped) as { goods: string; place: { warehouse: string; bay?: number } };
        onDropped(goods, place);
      }}
    >
      <div className="row">
        <h3>{heading.container}</h3>
        <span className="chip">{t(`store.stage.${row.left ? 'away' : row.stage}`)}</span>
        {heading.customs === 'bonded' && <span className="chip">{t('store.bonded')}</span>}
        <span className="grow" />
        {(['csv', 'xlsx'] as const).map((format) => (
          <a key={format} className="link s" href={`${hubPath(plan.id, 'stuffing', heading.id, 'table')}?format=${format}`} download>{format.toUpperCase()}</a>
        ))}
      </div>
      <div className="s t2">
        {t('store.spot')}: {row.left ? t('store.left_with', { name: row.left.name, at: '' }) : (row.spot ?? t('store.not_here'))}
        {heading.origin && <> · {t('store.origin')} {heading.origin}</>}
        {heading.seals && heading.seals.length > 0 && <> · {t('store.seals')} {heading.seals.join(', ')}</>}
        {row.seals_found.length > 0 && <> · {t('store.seals_found')} {row.seals_found.join(', ')}</>}
      </div>
      <div className="store-bars">
        <Bar name={t('store.bar_mass')} part={row.contents.mass_kg} whole={row.payload_kg} words={t('store.mass_of', { mass: tonnes(t, language, row.contents.mass_kg), limit: tonnes(t, language, row.payload_kg) })} />
        <Bar name={t('store.bar_volume')} part={row.volume_l} whole={heading.plate.volume_l} words={t('store.mass_of', { mass: cubicMetres(t, language, row.volume_l), limit: cubicMetres(t, language, heading.plate.volume_l) })} />
      </div>
      <div className="s">
        {t('store.gross')}: <b className="m">{tonnes(t, language, gross)}</b> <span className="t2">{t(row.gross.known === 'verified' ? 'store.vgm_verified' : 'store.vgm_declared')}</span>
      </div>
      <div className="store-inside" role="img" aria-label={t('store.box_drawn')}>
        {answer.lines.map(({ line, goods, volume_l }) => (
          <span key={line.goods} title={`${goods.number}, ${amountWords(t, language, line.amount)}`} style={{ flex: `0 1 ${Math.max(1, share(volume_l ?? line.amount.mass_kg, volume_l ? heading.plate.volume_l : row.payload_kg))}%` }}>
            {goods.number}
          </span>
        ))}
      </div>
      <Lines answer={answer} />
      <Steps answer={answer} />
      <Story rows={answer.history} />
    </div>
  );
}

function Bar({ name, part, whole, words }: { name: string; part: number; whole: number; words: string }) {
  const filled = share(part, whole);
  return (
    <>
      <span className="t2">{name}</span>
      <span className={`bar ${filled > 95 ? 'is-near' : ''}`} role="meter" aria-label={name} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.min(100, filled)} aria-valuetext={words}>
        <span style={{ width: `${Math.min(100, filled)}%` }} />
      </span>
      <span className="num">{words}</span>
    </>
  );
}

function Lines({ answer: { row, lines } }: { answer: StuffingList }) {
  const t = useT();
  const language = useLanguage();
  const { plan, select } = useOnHub();
  const records = useOperates('record');
  const [taking, setTaking] = useState<StuffingLine | null>(null);
  const [telling, setTelling] = useState<StuffingLine | null>(null);
  const [to, setTo] = useState('');
  const { act, error } = useHubAct(plan.id, () => setTaking(null));
  if (lines.length === 0) return <p className="s t2">{t('store.waiting_hint')}</p>;
  return (
    <>
      <table className="store-table">
        <thead>
          <tr>
            <th scope="col">{t('store.col_number')}</th>
            <th scope="col">{t('store.col_amount')}</th>
            <th scope="col">{t('store.col_position')}</th>
            <th scope="col">{t('store.col_found')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((one) => (
            <tr key={one.line.goods} data-line={one.goods.number}>
              <td className="m">
                <button type="button" className="link" onClick={() => select(`goods:${one.line.goods}`)}>{one.goods.number}</button>
                <div className="t3">{one.goods.description}</div>
              </td>
              <td>{amountWords(t, language, one.line.amount)}</td>
              <td>{one.line.position || '–'}</td>
              <td>
                <Found one={one} />
                {records && row.stage === 'stripping' && !one.line.outcome && (
                  <button type="button" className="btn" onClick={() => setTelling(one)}>{t('store.tell')}</button>
                )}
                {records && row.stage === 'open' && (
                  <button type="button" className="btn q" onClick={() => setTaking(one)}>{t('store.take_out')}</button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {taking && (
        <div className="row">
          <PlaceField label={`${t('store.take_out')}: ${taking.goods.number}`} value={to} onChange={setTo} />
          <button type="button" className="btn p" disabled={to === ''} onClick={() => act({ do: 'stuffing_remove', list: row.heading.id, goods: taking.line.goods, to: placeOf(to) })}>{t('store.take_out')}</button>
        </div>
      )}
      <Refused error={error} />
      {telling && <TellDialog list={row.heading.id} lines={[telling]} onClose={() => setTelling(null)} />}
    </>
  );
}

/** What came out under a line, and what is otherwise than listed. */
function Found({ one }: { one: StuffingLine }) {
  const t = useT();
  const language = useLanguage();
  const outcome = one.line.outcome;
  if (!outcome) return null;
  const otherwise = one.found_otherwise?.packages ?? 0;
  return (
    <span className="row">
      {number(language, outcome.found.packages)}
      {otherwise < 0 && <span className="chip late">{t('store.short', { count: -otherwise })}</span>}
      {otherwise > 0 && <span className="chip attention">{t('store.over', { count: otherwise })}</span>}
      {outcome.damaged > 0 && <span className="chip attention">{t('store.damaged', { count: outcome.damaged })}</span>}
    </span>
  );
}

/** What is next: seal, give up, open at the other end, tell the rest as listed, close the books of the box. */
function Steps({ answer: { row, lines } }: { answer: StuffingList }) {
  const t = useT();
  const { plan } = useOnHub();
  const records = useOperates('record');
  const [asking, setAsking] = useState<'seal' | 'cancel' | 'tell' | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, () => setAsking(null));
  const list = row.heading.id;
  const untold = lines.filter(({ line }) => !line.outcome);
  if (!records || row.left || row.stage === 'stripped') return null;
  return (
    <>
      <div className="row buttons hub-buttons">
        {row.stage === 'open' && lines.length > 0 && <button type="button" className="btn p" onClick={() => setAsking('seal')}>{t('store.seal')}</button>}
        {row.stage === 'open' && lines.length === 0 && <button type="button" className="btn" onClick={() => setAsking('cancel')}>{t('store.cancel')}</button>}
        {row.stage === 'sealed' && row.spot && <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'stuffing_strip', list, seals: row.heading.seals ?? [] })}>{t('store.strip')}</button>}
        {row.stage === 'stripping' && untold.length > 0 && <button type="button" className="btn" onClick={() => setAsking('tell')}>{t('store.tell_all')}</button>}
        {row.stage === 'stripping' && untold.length === 0 && <button type="button" className="btn p" disabled={isPending} onClick={() => act({ do: 'stuffing_finish', list })}>{t('store.finish')}</button>}
      </div>
      <Refused error={error} />
      {asking === 'seal' && <SealDialog row={row} onClose={() => setAsking(null)} />}
      {asking === 'tell' && <TellDialog list={list} lines={untold} onClose={() => setAsking(null)} />}
      {asking === 'cancel' && <ReasonDialog title={t('store.cancel')} words={row.heading.number} go={t('store.cancel')} onGo={(reason) => act({ do: 'stuffing_cancel', list, reason })} onClose={() => setAsking(null)} />}
    </>
  );
}
