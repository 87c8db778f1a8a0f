import type { ConsignmentDetail, EventRow } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { duration } from '../format/duration';
import { translated, useLanguage, useT } from '../i18n';
import { Moment } from '../parts/Moment';
import { Failure, Waiting } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { useMay } from '../session/session';
import { handlingOf, replacedBy } from './detail';
import { useConsignmentEvents } from './queries';
import { RECORDED_LATE_MINUTES } from './timeline';

/** Every event in the order of recording: when it happened, when it was recorded, who, and what it corrects. */
export function HistoryTab({ consignment, onCorrect }: { consignment: ConsignmentDetail; onCorrect: (record: string) => void }) {
  const t = useT();
  const events = useConsignmentEvents(consignment.id);
  const records = useMay('record');
  const handlings = new Map(consignment.records.map((record) => [record.id, handlingOf(record.statement)]));
  const places = usePlaceBook([...handlings.values()].map((handling) => handling?.place));
  const organisations = useOrganisations();
  const rows = events.data ?? [];
  const replaced = new Set(consignment.records.map(({ statement }) => replacedBy(statement)));
  if (events.error && rows.length === 0) return <Failure error={events.error} />;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('consignments.tab_history')}>
      {events.isPending && <Waiting rows={6} />}
      <table className="hist">
        <colgroup>
          <col className="c-when2" />
          <col className="c-when2" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('history.happened')}</th>
            <th scope="col">{t('history.recorded')}</th>
            <th scope="col">{t('history.event')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const record = recordOf(row);
            const handling = record ? handlings.get(record) : null;
            const place = handling?.place ?? null;
            return (
              <Row
                key={row.id}
                row={row}
                organisation={organisations.name(row.organisation)}
                zone={place ? places.zone(place) : 'Asia/Shanghai'}
                words={[handling ? translated(t, `event.${handling.kind}`) : null, place ? places.name(place) : null].filter(Boolean).join(t('way.comma'))}
                isReplaced={record !== null && replaced.has(record)}
                onCorrect={records && record && handling ? () => onCorrect(record) : null}
              />
            );
          })}
        </tbody>
      </table>
      <div className="pad">
        <p className="xs t3">{t('history.rule')}</p>
      </div>
    </div>
  );
}

function Row({ row, organisation, zone, words, isReplaced, onCorrect }: { row: EventRow; organisation: string; zone: string; words: string; isReplaced: boolean; onCorrect: (() => void) | null }) {
  const t = useT();
  const language = useLanguage();
  const minutes = Math.round((Date.parse(row.recorded_at) - Date.parse(row.happened_at)) / 60_000);
  const isLate = minutes > RECORDED_LATE_MINUTES;
  return (
    <tr className={isReplaced ? 'replaced' : ''} data-kind={row.kind}>
      <td className="m">
        <Moment at={row.happened_at} zone={zone} />
      </td>
      <td className={isLate ? 'c-late m' : ''}>
        <Moment at={row.recorded_at} zone={zone} hasZone={false} />
        {isLate && <div className="xs">{t('history.later', { duration: duration(t, language, minutes) })}</div>}
      </td>
      <td className="wrap">
        <div className={isReplaced ? 'struck' : ''}>{words || (translated(t, `journal_event.${row.kind}`) ?? row.kind)}</div>
        <div className="xs t3">
          {organisation}
          {row.corrects && `${t('way.comma')}${t('history.corrects')}`}
          {isReplaced && `${t('way.comma')}${t('history.replaced')}`}
        </div>
        {onCorrect && !isReplaced && (
          <button type="button" className="link xs" onClick={onCorrect}>
            {t('history.correct')}
          </button>
        )}
      </td>
    </tr>
  );
}

/** Returns the record that an event tells of, if it is one. */
function recordOf({ event }: EventRow): string | null {
  const told: unknown = (event as Record<string, unknown> | undefined)?.record;
  return typeof told === 'object' && told !== null && 'id' in told ? String(told.id) : null;
}
