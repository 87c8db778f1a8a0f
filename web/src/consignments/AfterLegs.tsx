import type { PlanLegView } from '../api/booking';
import type { PlaceBook } from '../api/places';
import { useT } from '../i18n';
import { Moment } from '../parts/Moment';

/** The legs as they would be: what changes stands bold beside what was planned before. */
export function AfterLegs({ legs, before, places }: { legs: readonly PlanLegView[]; before: readonly PlanLegView[]; places: PlaceBook }) {
  const t = useT();
  return (
    <section aria-label={t('roll.after')}>
      <h3 className="s b">{t('roll.after')}</h3>
      <ol className="after-legs">
        {legs.map((leg) => {
          const old = before.find(({ no }) => no === leg.no);
          const isOther = old !== undefined && old.depart !== leg.depart;
          return (
            <li key={leg.no} className={isOther ? 'changed' : 't3'} data-leg={leg.no}>
              <span className="el">
                {places.name(leg.from)} – {places.name(leg.to)}
              </span>
              <Moment at={leg.depart} zone={places.zone(leg.from)} kind="planned" />
              <Moment at={leg.arrive} zone={places.zone(leg.to)} kind="planned" />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
