import { localAt, shortDate, shortDateTime, zoneMark } from '../format/time';
import { useLanguage, useT } from '../i18n';

export type TimeKind = 'planned' | 'estimated' | 'actual';

const MARKS: Record<TimeKind, string> = { planned: 'tp', estimated: 'te', actual: 'ta' };

/** An instant as the clock of a place shows it: hollow planned, dashed estimated, solid actual; without a kind, plain. */
export function Moment({ at, zone, kind, hasZone = true, dateOnly = false }: {
  at: string;
  zone: string;
  kind?: TimeKind;
  hasZone?: boolean;
  dateOnly?: boolean;
}) {
  const t = useT();
  const language = useLanguage();
  const time = localAt(zone, at);
  if (!time) return <span>{at}</span>;
  const mark = zoneMark(time);
  const zoneWords = 'key' in mark ? t(mark.key) : mark.text;
  const words = dateOnly ? shortDate(language, time) : shortDateTime(language, time);
  const title = `${kind ? `${t(`time.${kind}`)}: ` : ''}${shortDateTime(language, time)} ${zoneWords}, ${at}`;
  return (
    <span className={kind ? MARKS[kind] : 'nw'} title={title}>
      {kind && <span className="sr-only">{t(`time.${kind}`)} </span>}
      {words}
      {hasZone && !dateOnly && <span className="zone"> {zoneWords}</span>}
    </span>
  );
}
