import { useState } from 'react';

import { useLanguage, useT } from '../i18n';
import { useMay } from '../session/session';
import { isStanding } from './consist';
import { OfferDialog } from './OfferDialog';
import { useOnHub } from './onHub';
import { TrackDrawing } from './TrackDrawing';
import { TrackLegend } from './TrackLegend';
import { TrackTable } from './TrackTable';
import { metres } from './words';

/** The tracks of a hub; short ones show only those with something on them, or those that are worked. */
export function TrackPanel({ isShort = false }: { isShort?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const dispatches = useMay('dispatch');
  const [dropped, setDropped] = useState<{ visit: string; track: string } | null>(null);
  const taken = new Set(floor.placements.filter(isStanding).map(({ proposal }) => proposal.track));
  const named = new Set(floor.placements.map(({ proposal }) => proposal.track));
  const tracks = isShort ? plan.tracks.filter(({ id, kind }) => kind === 'work' || named.has(id)) : plan.tracks;
  return (
    <section className="panel hub-tracks" aria-label={t('hub.tracks')}>
      <div className="ph">
        <h2>{t('hub.tracks')}</h2>
        <span className="c s">
          {t('hub.tracks_taken', { length: metres(t, language, plan.track_mm), taken: taken.size, count: plan.tracks.length })}
          {tracks.length < plan.tracks.length && `${t('way.comma')}${t('hub.tracks_shown', { count: tracks.length })}`}
        </span>
        <span className="grow" />
        <TrackLegend />
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.tracks_drawn')}>
        <TrackDrawing tracks={tracks} {...(dispatches ? { onDrop: (visit: string, track: string) => setDropped({ visit, track }) } : {})} />
        <div className={isShort ? 'sr-only' : ''}>
          <TrackTable tracks={tracks} />
        </div>
      </div>
      {dropped && <OfferDialog visit={dropped.visit} track={dropped.track} onClose={() => setDropped(null)} />}
    </section>
  );
}
