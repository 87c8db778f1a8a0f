import { useEffect, useState } from 'react';

import type { SpanFigure, SpanRow } from '../../api/hub';
import { download } from '../../format/csv';
import { hoursMinutes } from '../../format/duration';
import { number } from '../../format/number';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { MoreRows } from '../../parts/MoreRows';
import { Nothing } from '../../parts/Nothing';
import { Tabs } from '../../parts/Tabs';
import { Failure, Waiting } from '../../plan/States';
import { useRowKeys } from '../../shell/useShortcuts';
import { useOnHub } from '../onHub';
import { StoryOf } from '../Story';
import { moment } from '../words';
import { CsvButton } from './CsvButton';
import { ordered, SPAN_ORDERS, spanName, type Period } from './figures';
import { fileName, spansCsv } from './figuresCsv';
import { SPANS_MAX, useSpans } from './queries';
import { useFigureWords } from './words';

/** So many rows are drawn, and so many more when asked. */
const STEP = 100;

/** What a figure is made of; each span opens the story of what it is about. */
export function SpanPanel({ figure, period, isInSpans }: { figure: SpanFigure | undefined; period: Period; isInSpans: boolean }) {
  const t = useT();
  const { params, go } = useOnHub();
  const isOpened = params.get('measure') !== null;
  return (
    <section className={`panel side sheet figures-side ${isOpened ? 'opened' : ''}`} aria-label={t('hub.figures_spans')}>
      {figure ? <Spans figure={figure} period={period} isInSpans={isInSpans} onClose={() => go({ measure: null, part: null, span: null })} /> : <Nothing title={t('hub.figures_no_spans')}>{t('hub.figures_no_spans_words')}</Nothing>}
    </section>
  );
}

function Spans({ figure, period, isInSpans, onClose }: { figure: SpanFigure; period: Period; isInSpans: boolean; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const words = useFigureWords();
  const { plan, floor, params, go } = useOnHub();
  const order = params.get('order') === 'time' ? 'time' : 'longest';
  const [drawn, setDrawn] = useState(STEP);
  // The longest are known when all are.
  const list = useSpans(plan.id, figure, period, order === 'longest');
  const isWaiting = list.isPending || (order === 'longest' && list.mayFetch);
  const all = isWaiting ? [] : ordered(list.items, order);
  const rows = all.slice(0, drawn);
  const wanted = params.get('span');
  const at = wanted === 'first' ? 0 : all.findIndex((row) => spanName(row) === wanted);
  const chosen = isInSpans ? all[at] : undefined;
  const select = (position: number) => {
    const row = rows[position];
    if (!row) return;
    go({ span: spanName(row) });
    document.querySelectorAll('[data-span]')[position]?.scrollIntoView({ block: 'nearest' });
  };
  useRowKeys(isInSpans ? rows.length : 0, at, select);
  useLeave(isInSpans, () => go({ span: null }));
  return (
    <>
      <div className="inspector-head">
        <div className="row">
          <h2 className="el">{words.full(figure.kind, figure.of)}</h2>
          <span className="grow" />
          <CsvButton label={t('hub.figures_spans')} isDisabled={isWaiting} onSave={() => download(fileName(plan.id, figure.kind, { from: period.from, until: period.until ?? floor.now }), spansCsv(figure.kind, all))} />
          <button type="button" className="btn sq q sheet-close" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <span className="row">
          <Tabs label={t('hub.figures_order')} tabs={SPAN_ORDERS.map((name) => ({ name, words: t(`hub.figures_by.${name}`) }))} on={order} onPick={(name) => go({ order: name === 'time' ? name : null })} />
          <span className="s t3 nw">{isWaiting && !list.isPending ? t('hub.figures_loaded', { loaded: number(language, list.items.length), count: number(language, figure.count) }) : number(language, figure.count)}</span>
        </span>
      </div>
      {list.error && <Failure error={list.error} />}
      {isWaiting && !list.error && <Waiting rows={8} />}
      {!isWaiting && (
        <div className="scroll" data-rows tabIndex={0} role="region" aria-label={t('hub.figures_spans')}>
          <SpanTable rows={rows} chosen={chosen} hasPart={Boolean(figure.of)} onChoose={(row) => go({ span: spanName(row) })} />
          <div className="span-more">
            <MoreRows shown={rows.length} total={figure.count} hasNext={drawn < all.length || list.mayFetch} isFetching={list.isFetchingNextPage} onMore={() => more()} />
            {all.length >= SPANS_MAX && <span className="xs t3">{t('hub.figures_cut', { amount: number(language, SPANS_MAX) })}</span>}
          </div>
        </div>
      )}
      {chosen ? (
        <div className="scroll span-story" tabIndex={0} role="region" aria-label={t('hub.story')} data-story={chosen.about}>
          <p className="span-about b">{spanWords(chosen)}</p>
          <StoryOf subject={chosen.about} />
        </div>
      ) : (
        !isWaiting && <p className="foot xs t3">{t('hub.figures_choose')}</p>
      )}
    </>
  );

  function more() {
    setDrawn(drawn + STEP);
    if (drawn + STEP > all.length && list.mayFetch) void list.fetchNextPage();
  }
}

function SpanTable({ rows, chosen, hasPart, onChoose }: { rows: readonly SpanRow[]; chosen: SpanRow | undefined; hasPart: boolean; onChoose: (row: SpanRow) => void }) {
  const t = useT();
  const language = useLanguage();
  const words = useFigureWords();
  const { plan, floor } = useOnHub();
  return (
    <table className="spans">
      <colgroup>
        <col />
        <col className="c-ends" />
        <col className="c-took" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{t('hub.figures_col.what')}</th>
          <th scope="col">{t('hub.col_window')}</th>
          <th scope="col" className="num">{t('hub.figures_col.took')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={spanName(row)} className={row === chosen ? 'sel' : ''} data-span={spanName(row)} onClick={() => onChoose(row)}>
            <td>
              <button type="button" className="origin" aria-pressed={row === chosen} title={spanWords(row)}>
                <span className="m el">{spanWords(row)}</span>
                {!hasPart && row.of && <span className="xs t3 el">{words.part(row.of)}</span>}
              </button>
            </td>
            <td className="span-ends">
              {moment(language, plan.zone, row.from, floor.now)}
              <span className="t3"> –</span>
              <div>{moment(language, plan.zone, row.until, row.from)}</div>
            </td>
            <td className="num b">{hoursMinutes(t, language, row.minutes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Returns the name of what a span is about; numbers of units are written apart. */
function spanWords({ about, name }: SpanRow): string {
  return about.startsWith('unit:') ? unitNumber(name) : name;
}

/** Calls on `Esc` while something is open that it closes. */
function useLeave(isOpen: boolean, leave: () => void): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) leave();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isOpen, leave]);
}
