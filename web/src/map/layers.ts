import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';

import type { MapColours } from './colours';

const TEXT_FONT = ['Noto Sans', 'Noto Sans SC'];
const EMPTY_PLACES: FilterSpecification = ['==', ['get', 'kind'], 'place'];

export const REACH_STEPS = [7, 14, 28, 45] as const;

function links(...rest: ExpressionSpecification[]): FilterSpecification {
  return ['all', ['==', ['get', 'kind'], 'link'], ...rest];
}

const mode = (name: string): ExpressionSpecification => ['==', ['get', 'mode'], name];
const gauge = (name: string): ExpressionSpecification => ['==', ['get', 'gauge'], name];
const width = (near: number): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], 1, near * 0.5, 4, near, 8, near * 2];

/** What is not in use: grey and broken. */
const IS_OUT: ExpressionSpecification = ['in', ['get', 'status'], ['literal', ['planned', 'closed']]];
const IN_USE: ExpressionSpecification = ['!', IS_OUT];

/** Layers from the sea up: land, borders, links by mode and gauge, places, reach, crossings. */
export function layers(colours: MapColours, language: string): LayerSpecification[] {
  const name: ExpressionSpecification = ['coalesce', ['get', `name_${language}`], ['get', 'name_en']];
  return [
    { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.land } },
    { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': colours.border, 'line-width': 0.6 } },
    {
      id: 'sea',
      type: 'line',
      source: 'corridor',
      filter: links(['in', ['get', 'mode'], ['literal', ['sea', 'ferry', 'barge']]]),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': colours.sea, 'line-width': width(1.8), 'line-dasharray': [0, 2.4], 'line-opacity': 0.4 },
    },
    {
      id: 'road',
      type: 'line',
      source: 'corridor',
      filter: links(mode('road'), IN_USE),
      paint: { 'line-color': colours.road, 'line-width': width(1.6), 'line-dasharray': [3, 1.6] },
    },
    {
      id: 'rail-other',
      type: 'line',
      source: 'corridor',
      filter: links(mode('rail'), IN_USE, ['!', gauge('1435')], ['!', gauge('1520')]),
      paint: { 'line-color': colours.railOther, 'line-width': width(2) },
    },
    {
      id: 'rail-1520',
      type: 'line',
      source: 'corridor',
      filter: links(mode('rail'), IN_USE, gauge('1520')),
      paint: { 'line-color': colours.rail1520, 'line-width': width(1.1), 'line-gap-width': width(1.2) },
    },
    {
      id: 'rail-1435',
      type: 'line',
      source: 'corridor',
      filter: links(mode('rail'), IN_USE, gauge('1435')),
      paint: { 'line-color': colours.rail1435, 'line-width': width(2.4) },
    },
    {
      id: 'out',
      type: 'line',
      source: 'corridor',
      filter: links(IS_OUT, ['!=', ['get', 'mode'], 'sea']),
      paint: { 'line-color': colours.quiet, 'line-width': width(2), 'line-dasharray': [1.2, 1.6] },
    },
    {
      id: 'link-hit',
      type: 'line',
      source: 'corridor',
      filter: ['==', ['get', 'kind'], 'link'],
      paint: { 'line-color': '#000000', 'line-opacity': 0, 'line-width': 12 },
    },
    {
      id: 'link-on',
      type: 'line',
      source: 'chosen',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': colours.accent, 'line-width': 6, 'line-opacity': 0.45 },
    },
    {
      id: 'places',
      type: 'circle',
      source: 'corridor',
      filter: EMPTY_PLACES,
      minzoom: 3,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 3, 1.6, 7, 4],
        'circle-color': colours.halo,
        'circle-stroke-color': colours.text,
        'circle-stroke-width': 1,
      },
    },
    reachLayer(colours),
    {
      id: 'place-names',
      type: 'symbol',
      source: 'corridor',
      filter: EMPTY_PLACES,
      minzoom: 4.2,
      layout: { 'text-field': name, 'text-font': TEXT_FONT, 'text-size': 11, 'text-offset': [0, 0.7], 'text-anchor': 'top', 'text-optional': true },
      paint: { 'text-color': colours.text, 'text-halo-color': colours.halo, 'text-halo-width': 1.6 },
    },
    {
      id: 'crossings',
      type: 'symbol',
      source: 'crossings',
      layout: {
        'icon-image': ['concat', 'crossing-', ['get', 'status']],
        'icon-allow-overlap': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 0.5, 0.55, 2.2, 1],
        'text-field': ['step', ['zoom'], '', 3.4, ['get', 'name']],
        'text-font': TEXT_FONT,
        'text-size': 11,
        'text-offset': [0, 0.9],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: { 'text-color': colours.text, 'text-halo-color': colours.halo, 'text-halo-width': 1.8 },
    },
    {
      id: 'chosen',
      type: 'circle',
      source: 'chosen',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 12, 'circle-opacity': 0, 'circle-color': colours.accent, 'circle-stroke-color': colours.accent, 'circle-stroke-width': 2.5 },
    },
  ];
}

/** Ports by days: the sooner the darker; what rests on modelled services is hollow. */
function reachLayer(colours: MapColours): LayerSpecification {
  const byDays = ([soonest = '', ...later]: string[]): ExpressionSpecification =>
    ['step', ['get', 'days'], soonest, ...REACH_STEPS.flatMap((days, index) => [days, later[index] ?? ''])] as unknown as ExpressionSpecification;
  return {
    id: 'reach',
    type: 'circle',
    source: 'reach',
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 1, 2.6, 5, 6],
      'circle-color': ['case', ['get', 'modelled'], colours.halo, byDays(colours.fills)],
      'circle-stroke-color': ['case', ['get', 'modelled'], byDays(colours.rings), colours.text],
      'circle-stroke-width': ['case', ['get', 'modelled'], 1.6, 0.8],
    },
  };
}
