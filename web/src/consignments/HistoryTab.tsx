import type { ConsignmentAnswer, EventRow } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { duration } from '../format/duration';
import { translated, useLanguage, useT } from '../i18n';
import { Moment } from '../parts/Moment';
import { MoreRows } from '../parts/MoreRows';
import { Failure, Waiting } from '../plan/States';
import { useMay } from '../session/session';
import { useConsignmentEvents } from './queries';
import { RECORDED_LATE_MINUTES } from './timeline';

/** Every event in the order of recording: when it happened, when it was recorded, who, and what it corrects. */
export function HistoryTab({ consignment, onCorrect }: { consignment: ConsignmentAnswer; onCorrect: (record: string) => void }) {
  const t = useT();
  const events = useConsignmentEvents(consignment.id);
  const records = useMay('record');
  const handlings = new Map(consignment.records.map((record) => [record.id, record]));
  const places = usePlaceBook(consignment.records.map(({ handling }) => handling?.place));
  const rows = events.items;
  const replaced = new Set([...consignment.records.map(({ record }) => record), ...rows.map(({ corrects }) => corrects)]);
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
            const record = handlings.get(String(row.body?.record ?? row.body?.id ?? ''));
            const place = record?.handling?.place ?? null;
            return (
              <Row
                key={row.id}
                row={row}
                zone={place ? places.zone(place) : 'Asia/Shanghai'}
                words={[record?.handling ? translated(t, `event.${record.handling.what}`) : null, place ? places.name(place) : null].filter(Boolean).join(t('way.comma'))}
                isReplaced={replaced.has(row.id) || (record !== undefined && replaced.has(record.id))}
                onCorrect={records && record?.handling ? () => onCorrect(record.id) : null}
              />
            );
          })}
        </tbody>
      </table>
      <div className="pad">
        <MoreRows shown={rows.length} total={events.total} hasNext={events.hasNextPage} isFetching={events.isFetchingNextPage} onMore={() => void events.fetchNextPage()} />
        <p className="xs t3">{t('history.rule')}</p>
      </div>
    </div>
  );
}

function Row({ row, zone, words, isReplaced, onCorrect }: { row: EventRow; zone: string; words: string; isReplaced: boolean; onCorrect: (() => void) | null }) {
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
          {row.actor}
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
