import type { ReactNode } from 'react';

import { usePlace } from '../api/queries';
import type { CrossingView, LinkProperties, MapView, PlaceProperties } from '../api/types';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { parseLocal, shortDate } from '../format/time';
import { translated, useLanguage, useT } from '../i18n';
import { Reliability } from '../parts/Reliability';
import { navigate } from '../route';
import { basisOf, featureOf, type Selection } from './selection';
import { StatusMark } from './StatusMark';

/** What is known of the chosen crossing, place or link, with the source of it. */
export function MapInspector({ selection, map, crossings, onReach }: { selection: Selection; map: MapView | undefined; crossings: readonly CrossingView[]; onReach: (from: string) => void }) {
  const t = useT();
  if (!selection) {
    return (
      <Frame title={t('map.inspector')}>
        <p className="s t2">{t('map.choose')}</p>
      </Frame>
    );
  }
  if (selection.kind === 'crossing') {
    const crossing = crossings.find(({ id }) => id === selection.id);
    return crossing ? <CrossingFacts crossing={crossing} /> : <Frame title={selection.id}>{null}</Frame>;
  }
  const feature = featureOf(map, selection.kind, selection.id);
  if (selection.kind === 'link' && feature) return <LinkFacts link={feature.properties as LinkProperties} />;
  return <PlaceFacts id={selection.id} onReach={onReach} known={feature?.properties as PlaceProperties | undefined} />;
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  const t = useT();
  return (
    <section className="panel map-inspector" aria-label={t('map.inspector')}>
      <div className="ph">
        <h2 className="el">{title}</h2>
      </div>
      <div className="scroll pad" tabIndex={0} role="region" aria-label={t('map.inspector')}>
        {children}
      </div>
    </section>
  );
}

function CrossingFacts({ crossing }: { crossing: CrossingView }) {
  const t = useT();
  const language = useLanguage();
  const unit = crossing.capacity_unit;
  const unitWords = translated(t, `unit.${unit}`) ?? unit.replace('/day', '');
  return (
    <Frame title={nameIn(language, crossing.name)}>
      <dl className="kv">
        <dt>{t('fact.status')}</dt>
        <dd>
          <StatusMark status={crossing.status} />
        </dd>
        <dt>{t('fact.kind')}</dt>
        <dd>{translated(t, `crossing_kind.${crossing.kind}`) ?? crossing.kind}</dd>
        <dt>{t('fact.average')}</dt>
        <dd>{crossing.average_per_day == null ? t('fact.unknown') : `${number(language, crossing.average_per_day)} ${unitWords}`}</dd>
        <dt>{t('fact.capacity')}</dt>
        <dd>{crossing.capacity_per_day == null ? t('fact.unknown') : `${number(language, crossing.capacity_per_day)} ${unitWords}`}</dd>
        <dt>{t('fact.hours')}</dt>
        <dd>{crossing.crossing_hours == null ? t('fact.unknown') : t('time.hours', { hours: number(language, crossing.crossing_hours, 1) })}</dd>
        <dt>{t('fact.source')}</dt>
        <dd>
          <Reliability level={crossing.reliability} basis={crossing.basis} focusable showBasis />
        </dd>
      </dl>
      {crossing.restrictions.length > 0 && <h3>{t('fact.restrictions')}</h3>}
      {crossing.restrictions.map((restriction, index) => (
        <p className="s" key={index}>
          <b className="m">{translated(t, `effect.${restriction.effect}`) ?? restriction.effect}</b> {validity(t, language, restriction.valid_from, restriction.valid_to)}{' '}
          <span className="t2">{nameIn(language, restriction.reason)}</span>
        </p>
      ))}
      {crossing.note && (
        <p className="s t3" lang="en">
          {crossing.note}
        </p>
      )}
    </Frame>
  );
}

function validity(t: ReturnType<typeof useT>, language: ReturnType<typeof useLanguage>, from: string | null | undefined, to: string | null | undefined): string {
  const date = (text: string) => {
    const parsed = parseLocal(text);
    return parsed ? `${shortDate(language, parsed)} ${parsed.year}` : text;
  };
  if (from && to) return t('fact.from_to', { from: date(from), to: date(to) });
  if (from) return t('fact.since', { from: date(from) });
  return to ? t('fact.until', { to: date(to) }) : '';
}

function LinkFacts({ link }: { link: LinkProperties }) {
  const t = useT();
  const language = useLanguage();
  return (
    <Frame title={`${t(`mode.${link.mode}`)} ${link.id}`}>
      <dl className="kv">
        <dt>{t('fact.status')}</dt>
        <dd>{translated(t, `status.${link.status}`) ?? link.status}</dd>
        {link.gauge && (
          <>
            <dt>{t('fact.gauge')}</dt>
            <dd>{link.gauge.replaceAll(';', ', ')}</dd>
          </>
        )}
        <dt>{t('fact.length')}</dt>
        <dd>
          {number(language, link.km)} {t('unit.km')}
        </dd>
        <dt>{t('fact.source')}</dt>
        <dd>
          <Reliability level={link.reliability} basis={basisOf(link.basis)} focusable showBasis />
        </dd>
      </dl>
    </Frame>
  );
}

function PlaceFacts({ id, known, onReach }: { id: string; known: PlaceProperties | undefined; onReach: (from: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const place = usePlace(id).data;
  const title = place ? nameIn(language, place.name) : (known?.[`name_${language}`] ?? id);
  return (
    <Frame title={title}>
      {place && (
        <dl className="kv">
          <dt>{t('fact.kind')}</dt>
          <dd>{translated(t, `place_kind.${place.kind}`) ?? place.kind}</dd>
          <dt>{t('fact.code')}</dt>
          <dd>{place.unlocode ?? place.id}</dd>
          <dt>{t('fact.country')}</dt>
          <dd>{place.country}</dd>
          <dt>{t('fact.zone')}</dt>
          <dd>{place.zone}</dd>
          <dt>{t('fact.source')}</dt>
          <dd>
            <Reliability level={place.reliability} basis={place.basis} focusable showBasis />
          </dd>
        </dl>
      )}
      <div className="buttons">
        <button type="button" className="btn" onClick={() => navigate('plan', new URLSearchParams({ from: id, to: 'VNSGN', cargo: '1001.99', quantity: '1200 t' }))}>
          {t('map.plan_from')}
        </button>
        <button type="button" className="btn" onClick={() => onReach(id)}>
          {t('map.reach_from')}
        </button>
      </div>
    </Frame>
  );
}
