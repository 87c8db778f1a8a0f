import { Fragment } from 'react';

import type { ConsignmentDetail } from '../api/booking';
import { usePlaceBook, type PlaceBook } from '../api/places';
import { duration } from '../format/duration';
import { localAt, offsetMillis, shortDateTime, zoneMark } from '../format/time';
import { translated, useLanguage, useT } from '../i18n';
import { GaugeMark } from '../parts/ModeMark';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { wishOf } from './detail';
import { lastHappened, mergedTimeline, recordedLate, type TimelineStep } from './timeline';

/** The steps of a consignment: planned, estimated and actual side by side, each place by its own clock. */
export function TimelineTab({ consignment }: { consignment: ConsignmentDetail }) {
  const t = useT();
  const steps = mergedTimeline(consignment.timeline);
  const places = usePlaceBook(steps.map(({ place }) => place));
  if (steps.length === 0) {
    return (
      <div className="scroll">
        <Nothing title={t('timeline.none')}>{t('timeline.none_words')}</Nothing>
      </div>
    );
  }
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('consignments.tab_timeline')}>
      <table className="tl">
        <colgroup>
          <col />
          <col className="c-when3" />
          <col className="c-when3" />
          <col className="c-when3" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('timeline.col_step')}</th>
            <th scope="col">{t('timeline.col_planned')}</th>
            <th scope="col">{t('timeline.col_estimated')}</th>
            <th scope="col">{t('time.actual')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <Fragment key={step.key}>
              <ZoneStep before={steps[index - 1]} step={step} places={places} />
              <Row step={step} places={places} units={consignment.units.length} />
            </Fragment>
          ))}
        </tbody>
      </table>
      <Spread consignment={consignment} places={places} />
    </div>
  );
}

function Row({ step, places, units }: { step: TimelineStep; places: PlaceBook; units: number }) {
  const t = useT();
  const zone = places.zone(step.place);
  const last = lastHappened(step);
  const late = last ? recordedLate(last) : null;
  const language = useLanguage();
  const time = localAt(zone, last?.at ?? step.planned ?? step.estimated ?? '');
  const mark = time ? zoneMark(time) : null;
  const seen = new Set(step.happened.map(({ unit }) => unit)).size;
  return (
    <tr className={last ? 'past' : ''} data-step={step.what}>
      <td>
        <div className="el m">
          {step.what === 'gauge_changed' && <span className="inline-mark"><GaugeMark /></span>}
          {translated(t, `event.${step.what}`) ?? step.what}
        </div>
        <div className="xs t3 el">
          {places.name(step.place)} {mark && ('key' in mark ? t(mark.key) : mark.text)}
        </div>
      </td>
      <td>{step.planned && <Moment at={step.planned} zone={zone} kind="planned" hasZone={false} />}</td>
      <td>{step.estimated && <Moment at={step.estimated} zone={zone} kind="estimated" hasZone={false} />}</td>
      <td>
        {last && <Moment at={last.at} zone={zone} kind="actual" hasZone={false} />}
        {last && seen > 1 && units > 1 && <div className="xs t3">{t('timeline.units_of', { amount: seen, all: units })}</div>}
        {last && late !== null && <div className="xs c-late">{t('timeline.recorded_later', { duration: duration(t, language, late) })}</div>}
        {last?.isCorrected && <div className="xs t3">{t('timeline.corrected')}</div>}
      </td>
    </tr>
  );
}

/** Where the clock changes on the way, by how much. */
function ZoneStep({ before, step, places }: { before: TimelineStep | undefined; step: TimelineStep; places: PlaceBook }) {
  const t = useT();
  const offset = (one: TimelineStep | undefined) => {
    const at = one && (lastHappened(one)?.at ?? one.planned ?? one.estimated);
    const time = at ? localAt(places.zone(one.place), at) : null;
    return time ? offsetMillis(time) : null;
  };
  const [from, to] = [offset(before), offset(step)];
  if (from === null || to === null || from === to) return null;
  const hours = (to - from) / 3_600_000;
  return (
    <tr className="zone-step">
      <td colSpan={4}>{t(hours > 0 ? 'timeline.clock_on' : 'timeline.clock_back', { hours: Math.abs(hours) })}</td>
    </tr>
  );
}

/** How sure the arrival is, and why the spread is as wide as it is. */
function Spread({ consignment, places }: { consignment: ConsignmentDetail; places: PlaceBook }) {
  const t = useT();
  const language = useLanguage();
  const { estimate } = consignment;
  const destination = wishOf(consignment)?.route?.destination;
  const known = usePlaceBook([destination]);
  if (!estimate) return null;
  const zone = destination ? known.zone(destination) : places.zone(null);
  const say = (at: string) => {
    const time = localAt(zone, at);
    return time ? shortDateTime(language, time) : at;
  };
  return (
    <p className="tl-note s t2">
      {t('timeline.spread', { early: say(estimate.early), late: say(estimate.late), made: say(estimate.made_at) })}
    </p>
  );
}
