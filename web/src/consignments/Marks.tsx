import type { ConsignmentRow } from '../api/booking';
import { duration } from '../format/duration';
import { translated, useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';

interface Marked extends Pick<ConsignmentRow, 'holds' | 'misdirected'> {
  late_minutes: number | null;
  standing: string | null;
}

/** What is not as it should be, each with its own form: held, late, on a wrong way, waiting for room. */
export function Marks({ row }: { row: Marked }) {
  const t = useT();
  const language = useLanguage();
  return (
    <>
      {row.holds.map((hold) => (
        <span key={hold} className="mark c-held">
          <Icon name="held" />
          {translated(t, `hold.${hold}`) ?? hold}
        </span>
      ))}
      {row.misdirected && (
        <span className="mark c-blocked">
          <Icon name="blocked" />
          {t('consignments.misdirected')}
        </span>
      )}
      {row.late_minutes !== null && row.late_minutes > 0 && (
        <span className="mark c-late" title={t('consignments.late_by', { duration: duration(t, language, row.late_minutes) })}>
          <Icon name="late" />
          {duration(t, language, row.late_minutes)}
        </span>
      )}
      {row.standing && row.standing !== 'confirmed' && (
        <span className="mark t2">
          <Icon name="waiting" />
          {translated(t, `standing.${row.standing}`) ?? row.standing}
        </span>
      )}
    </>
  );
}
