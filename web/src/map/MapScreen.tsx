import { useMemo, useState } from 'react';

import { useCrossings, useMapView, useReach } from '../api/queries';
import { useCountries, useLand } from '../geo/land';
import { useLanguage, useT } from '../i18n';
import { useDebounced } from '../parts/useDebounced';
import { Failure } from '../plan/States';
import { navigate, useRoute } from '../route';
import { useSettings } from '../shell/settings';
import { CrossingsTable } from './CrossingsTable';
import { MapCanvas, type MapData } from './MapCanvas';
import { MapInspector } from './MapInspector';
import { MapLegend } from './MapLegend';
import { ReachPanel } from './ReachPanel';
import { chosenFeatures, crossingFeatures, NOTHING, reachFeatures, type Selection } from './selection';

const DAYS_FIRST = 60;

/** The corridor on a map, with the same rows in a list: crossings, or what can be reached. */
export default function MapScreen() {
  const t = useT();
  const language = useLanguage();
  const { theme } = useSettings();
  const { params } = useRoute();
  const [hasBorders, setHasBorders] = useState(false);
  const [days, setDays] = useState(Number(params.get('within') ?? DAYS_FIRST) || DAYS_FIRST);
  const showsReach = params.get('show') === 'reach';
  const reachFrom = params.get('from') ?? 'CNLYG';
  const stillDays = useDebounced(days, 200);
  const map = useMapView();
  const crossings = useCrossings();
  const reach = useReach(reachFrom, stillDays, showsReach);
  const land = useLand().data;
  const borders = useCountries(hasBorders).data;
  const selection = selectionOf(params);

  function go(change: Record<string, string | null>) {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    navigate('map', next, true);
  }

  function select(next: Selection) {
    go({ crossing: null, place: null, link: null, ...(next ? { [next.kind]: next.id } : {}) });
  }

  const reachData = showsReach ? reach.data : undefined;
  const data = useMemo<MapData>(
    () => ({
      land,
      borders: hasBorders ? borders : undefined,
      corridor: map.data,
      crossings: crossingFeatures(crossings.data ?? [], language),
      reach: reachData ? reachFeatures(reachData) : NOTHING,
      chosen: chosenFeatures(selection, map.data, crossings.data ?? [], reachData),
    }),
    // The selection is made anew on each draw; its two words say whether it changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [land, hasBorders, borders, map.data, crossings.data, language, reachData, selection?.kind, selection?.id],
  );

  return (
    <>
      <section className="panel map-panel" aria-label={t('map.title')}>
        <div className="ph tall">
          <h1>{t('map.corridor')}</h1>
          <span className="c s">{map.data ? t('map.counts', countsOf(map.data)) : t('state.loading')}</span>
          <span className="grow" />
          <label className="check s">
            <input type="checkbox" checked={hasBorders} onChange={(event) => setHasBorders(event.target.checked)} />
            <span>{t('map.borders')}</span>
          </label>
        </div>
        {map.error && <Failure error={map.error} />}
        <div className="drawing water">
          <MapCanvas data={data} theme={theme} language={language} showsWorld={showsReach} onSelect={select} />
        </div>
        <div className="foot">
          <MapLegend showsReach={showsReach} />
        </div>
      </section>
      <div className="rgt map-side">
        <section className="panel" aria-label={t(showsReach ? 'reach.title' : 'crossings.title')}>
          <div className="ph tall">
            <div className="seg" role="group" aria-label={t('map.lists')}>
              <button type="button" className={showsReach ? '' : 'on'} aria-pressed={!showsReach} onClick={() => go({ show: null })}>
                {t('crossings.title')} <b>{crossings.data?.length ?? ''}</b>
              </button>
              <button type="button" className={showsReach ? 'on' : ''} aria-pressed={showsReach} onClick={() => go({ show: 'reach' })}>
                {t('reach.title')}
              </button>
            </div>
          </div>
          {showsReach ? (
            <ReachPanel
              from={reachFrom}
              days={days}
              answer={reach.data}
              error={reach.error}
              isFetching={reach.isFetching}
              selected={selection?.id ?? ''}
              onFrom={(from) => go({ from })}
              onDays={setDays}
              onSelect={(id) => select({ kind: 'place', id })}
            />
          ) : (
            <CrossingsTable crossings={crossings.data} error={crossings.error} selected={selection?.kind === 'crossing' ? selection.id : ''} onSelect={(id) => select({ kind: 'crossing', id })} />
          )}
        </section>
        <MapInspector selection={selection} map={map.data} crossings={crossings.data ?? []} onReach={(from) => go({ show: 'reach', from })} />
      </div>
    </>
  );
}

function selectionOf(params: URLSearchParams): Selection {
  for (const kind of ['crossing', 'place', 'link'] as const) {
    const id = params.get(kind);
    if (id) return { kind, id };
  }
  return null;
}

function countsOf(map: GeoJSON.FeatureCollection): { places: number; links: number } {
  const places = map.features.filter(({ properties }) => properties?.['kind'] === 'place').length;
  return { places, links: map.features.length - places };
}
