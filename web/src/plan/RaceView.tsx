import { useCallback, useState } from 'react';

import type { RaceAnswer } from '../api/types';
import { shortName } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { useRowKeys } from '../shell/useShortcuts';
import { Inspector } from './Inspector';
import { OriginsEditor, PartsTable, RaceTable } from './RacePanel';
import { RouteMap } from './RouteMap';
import { Scatter } from './Scatter';
import { Failure, Waiting } from './States';
import { ViewSwitch, type Views } from './ViewSwitch';
import { WhyNotPanel } from './WhyNotPanel';

/** Several origins to the same destination: who is faster, and what the difference is made of. */
export function RaceView({ answer, error, isFetching, origins, onOrigins, views }: {
  answer: RaceAnswer | undefined;
  error: unknown;
  isFetching: boolean;
  origins: readonly string[];
  onOrigins: (origins: string[]) => void;
  views: Views;
}) {
  const t = useT();
  const language = useLanguage();
  const [chosen, setChosen] = useState('');
  const [showsLegs, setShowsLegs] = useState(false);
  const rows = answer?.rows ?? [];
  const selected = rows.find((row) => row.from === chosen) ?? rows[0] ?? null;
  const names = Object.fromEntries(rows.map((row) => [row.from, shortName(language, row.from_name)]));
  const failed = error !== null && !isFetching;
  const select = useCallback((index: number) => setChosen(answer?.rows[index]?.from ?? ''), [answer]);
  useRowKeys(rows.length, selected ? rows.indexOf(selected) : 0, select, () => setShowsLegs((before) => !before));
  const hasReasons = selected !== null && selected.why_not.length > 0;
  const itineraries = rows.flatMap((row) => (row.itinerary ? [row.itinerary] : []));
  const points = rows.flatMap((row) => {
    if (row.days == null || row.cost_per_tonne == null) return [];
    const name = shortName(language, row.from_name);
    const co2e = row.co2e_kg_per_tonne ?? 0;
    return [{ key: row.from, mark: row.from.slice(0, 2), name, days: row.days, p10: row.days_p10 ?? row.days, p90: row.days_p90 ?? row.days, cost: row.cost_per_tonne, co2e }];
  });
  return (
    <>
      <div className="left race-left">
        <section className="panel results" aria-label={t('race.label')} aria-busy={isFetching}>
          <div className="ph tall">
            <h1>{t('race.title')}</h1>
            <span className="c s el" role="status">
              {isFetching ? t(answer ? 'state.searching_old' : 'state.searching') : answer ? t('race.sub', { millis: number(language, answer.elapsed_us / 1000) }) : ''}
            </span>
            <span className="grow" />
            <ViewSwitch {...views} />
          </div>
          <OriginsEditor origins={origins} names={names} onChange={onOrigins} />
          {failed && <Failure error={error} />}
          {!failed && !answer && isFetching && <Waiting rows={4} />}
          {!failed && answer && <RaceTable answer={answer} selected={selected?.from ?? ''} onSelect={setChosen} isStale={isFetching} />}
        </section>
        {answer && !failed && (
          <div className="switched">
            <div className="seg" role="group" aria-label={t('race.below')}>
              <button type="button" className={showsLegs ? '' : 'on'} aria-pressed={!showsLegs} onClick={() => setShowsLegs(false)}>
                {t('race.parts_title')}
              </button>
              <button type="button" className={showsLegs ? 'on' : ''} aria-pressed={showsLegs} onClick={() => setShowsLegs(true)}>
                {t('race.legs_of', { place: selected ? shortName(language, selected.from_name) : '' })}
              </button>
              <span className="s t3">{showsLegs ? '' : t('race.parts_sub')}</span>
            </div>
            {showsLegs && selected?.itinerary ? <Inspector itinerary={selected.itinerary} badge={selected.from.slice(0, 2)} /> : <PartsTable answer={answer} />}
          </div>
        )}
      </div>
      <div className={`rgt ${hasReasons ? '' : 'two'}`}>
        <RouteMap itinerary={selected?.itinerary ?? null} others={itineraries.filter((itinerary) => itinerary !== selected?.itinerary)} title={selected ? shortName(language, selected.from_name) : ''} />
        <Scatter points={failed ? [] : points} currency={selected?.currency ?? ''} selected={selected?.from ?? ''} onSelect={setChosen} />
        {hasReasons && <WhyNotPanel items={selected.why_not} hasWays={selected.days != null} />}
      </div>
    </>
  );
}
