import { Map as Engine, NavigationControl, setWorkerUrl, type GeoJSONSource, type MapMouseEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef, useState } from 'react';

import { useT, type Language } from '../i18n';
import { mapColours } from './colours';
import { addDiamonds } from './diamonds';
import { layers } from './layers';
import { centreOf, NOTHING, type Selection } from './selection';

setWorkerUrl(workerUrl);

export interface MapData {
  land: GeoJSON.FeatureCollection | undefined;
  borders: GeoJSON.FeatureCollection | undefined;
  corridor: GeoJSON.FeatureCollection | undefined;
  crossings: GeoJSON.FeatureCollection;
  reach: GeoJSON.FeatureCollection;
  chosen: GeoJSON.FeatureCollection;
}

const SOURCES = ['land', 'borders', 'corridor', 'crossings', 'reach', 'chosen'] as const;
const START = { center: [80, 41] as [number, number], zoom: 2.35 };
const WORLD = { center: [80, 25] as [number, number], zoom: 0.75 };
const HIT_LAYERS: readonly [string, 'crossing' | 'place' | 'link'][] = [
  ['crossings', 'crossing'],
  ['reach', 'place'],
  ['places', 'place'],
  ['link-hit', 'link'],
];

/** The drawn map. A table of the same rows stands beside it. */
export function MapCanvas({ data, theme, language, showsWorld, onSelect }: {
  data: MapData;
  theme: string;
  language: Language;
  /** Whether to step back to the whole world. */
  showsWorld: boolean;
  onSelect: (selection: Selection) => void;
}) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const [engine, setEngine] = useState<Engine | null>(null);
  const [failed, setFailed] = useState(false);
  const select = useRef(onSelect);
  const latest = useRef(data);
  const hidesSea = useRef(showsWorld);

  useEffect(() => {
    select.current = onSelect;
    latest.current = data;
    hidesSea.current = showsWorld;
  });

  useEffect(() => {
    if (!box.current) return undefined;
    let map: Engine;
    try {
      map = new Engine({ container: box.current, style: { version: 8, sources: {}, layers: [] }, ...START, attributionControl: false, dragRotate: false, pitchWithRotate: false, maxZoom: 11 });
    } catch {
      queueMicrotask(() => setFailed(true));
      return undefined;
    }
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    map.on('load', () => setEngine(map));
    map.on('click', (event) => select.current(hit(map, event)));
    map.on('mousemove', (event) => {
      map.getCanvas().style.cursor = hit(map, event) ? 'pointer' : '';
    });
    return () => {
      setEngine(null);
      map.remove();
    };
  }, []);

  useEffect(() => {
    if (!engine) return undefined;
    let isOver = false;
    // Canvas text drawn before its font is there would be empty boxes.
    void fontsFor(latest.current).then(() => {
      if (!isOver) dress(engine, language, latest.current, hidesSea.current);
    });
    return () => {
      isOver = true;
    };
  }, [engine, theme, language]);

  useEffect(() => {
    if (engine) for (const name of SOURCES) void source(engine, name)?.setData(data[name] ?? NOTHING);
  }, [engine, data]);

  // Sea links are straight; under a world of ports they would only hide it.
  useEffect(() => {
    if (engine?.getLayer('sea')) engine.setLayoutProperty('sea', 'visibility', showsWorld ? 'none' : 'visible');
  });

  useEffect(() => {
    if (engine && showsWorld) engine.easeTo({ ...WORLD, duration: 150 });
  }, [engine, showsWorld]);

  const centre = centreOf(data.chosen);
  const [lon, lat] = centre ?? [null, null];
  useEffect(() => {
    if (!engine || lon === null || lat === null) return;
    if (!engine.getBounds().contains([lon, lat])) engine.easeTo({ center: [lon, lat], duration: 150 });
  }, [engine, lon, lat]);

  return (
    <>
      <div ref={box} className="map-canvas" role="region" aria-label={t('map.canvas')} data-ready={engine ? 'yes' : 'no'} />
      {failed && <p className="empty t2">{t('map.no_webgl')}</p>}
    </>
  );
}

function source(engine: Engine, name: string): GeoJSONSource | undefined {
  return engine.getSource(name);
}

/** Lays all sources and layers anew, in the colours and language on screen. */
function dress(engine: Engine, language: Language, data: MapData, hidesSea: boolean): void {
  const colours = mapColours();
  for (const layer of engine.getStyle().layers) engine.removeLayer(layer.id);
  for (const name of SOURCES) {
    if (!source(engine, name)) engine.addSource(name, { type: 'geojson', data: data[name] ?? NOTHING });
  }
  addDiamonds(engine, colours);
  for (const layer of layers(colours, language)) engine.addLayer(layer);
  if (hidesSea) engine.setLayoutProperty('sea', 'visibility', 'none');
}

async function fontsFor(data: MapData): Promise<void> {
  const names = [data.corridor, data.crossings].flatMap((collection) => collection?.features ?? []).map(({ properties }) => Object.values(properties ?? {}).join(''));
  const letters = [...new Set(names.join(''))].join('');
  await Promise.allSettled([document.fonts.load('11px "Noto Sans"', letters), document.fonts.load('11px "Noto Sans SC"', letters)]);
}

function hit(map: Engine, event: MapMouseEvent): Selection {
  const { x, y } = event.point;
  for (const [layer, kind] of HIT_LAYERS) {
    if (!map.getLayer(layer)) continue;
    const found = map.queryRenderedFeatures([[x - 4, y - 4], [x + 4, y + 4]], { layers: [layer] })[0];
    const id: unknown = found?.properties['id'];
    if (typeof id === 'string') return { kind, id };
  }
  return null;
}
