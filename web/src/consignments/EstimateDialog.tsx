import { useState } from 'react';

import type { ConsignmentDetail } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { duration } from '../format/duration';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Moment } from '../parts/Moment';
import { MomentField, readMoment, typedMoment, useClockWords } from '../parts/MomentField';
import { Refused } from '../parts/Refused';
import { legsOf, wishOf } from './detail';
import { estimateProblem, PERCENTILES, type Percentile } from './estimate';
import { useAct } from './queries';
import { consignmentName } from './words';

/** Estimates the arrival by three percentiles; plan and records stay what they are. */
export function EstimateDialog({ consignment, onClose }: { consignment: ConsignmentDetail; onClose: () => void }) {
  const destination = wishOf(consignment)?.route?.destination;
  const places = usePlaceBook([destination]);
  if (destination && !places.place(destination)) return null;
  return <Form consignment={consignment} place={places.full(destination)} zone={places.zone(destination)} onClose={onClose} />;
}

function Form({ consignment, place, zone, onClose }: { consignment: ConsignmentDetail; place: string; zone: string; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const clockWords = useClockWords();
  const { estimate } = consignment;
  const planned = legsOf(consignment).at(-1)?.arrive ?? null;
  const [typed, setTyped] = useState<Record<Percentile, string>>(() => ({
    early: typedMoment(zone, estimate?.early ?? planned),
    likely: typedMoment(zone, estimate?.likely ?? planned),
    late: typedMoment(zone, estimate?.late ?? planned),
  }));
  const { act, error, isPending } = useAct(consignment, onClose);
  const [early, likely, late] = PERCENTILES.map((name) => readMoment(zone, typed[name]));
  const problem = estimateProblem({ early, likely, late });
  const behind = likely && planned ? Math.round((Date.parse(likely) - Date.parse(planned)) / 60_000) : 0;
  return (
    <Dialog
      title={t('estimate.title', { name: consignmentName(consignment) })}
      width={560}
      onClose={onClose}
      onSubmit={() => early && likely && late && !problem && act({ do: 'estimate', early, likely, late })}
      foot={
        <>
          <span className="s t2" role="status">
            {behind !== 0 && t(behind > 0 ? 'estimate.behind' : 'estimate.ahead', { duration: duration(t, language, behind) })}
          </span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!early || !likely || !late || problem !== null || isPending}>
            {t('estimate.go')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('estimate.words', { place })}</p>
      {planned && (
        <p className="s">
          <Moment at={planned} zone={zone} kind="planned" />
        </p>
      )}
      <div className="fields three">
        {PERCENTILES.map((name) => (
          <MomentField
            key={name}
            label={t(`estimate.${name}`)}
            zone={zone}
            value={typed[name]}
            onChange={(value) => setTyped({ ...typed, [name]: value })}
            error={problem === name ? t('estimate.order') : null}
            hint={t(`estimate.${name}_hint`)}
          />
        ))}
      </div>
      <p className="xs t3">{t('record.clock_of', { zone: clockWords(zone, likely ?? planned ?? '') })}</p>
      <Refused error={error} />
    </Dialog>
  );
}
