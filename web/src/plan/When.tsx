import { parseLocal, shortDateTime, zoneMark } from '../format/time';
import { useLanguage, useT } from '../i18n';

/** A local time with its zone's mark: hollow circle planned, dashed circle estimated. */
export function When({ local, kind }: { local: string; kind: 'planned' | 'estimated' }) {
  const t = useT();
  const language = useLanguage();
  const time = parseLocal(local);
  if (!time) return <span>{local}</span>;
  const mark = zoneMark(time);
  return (
    <span className={kind === 'planned' ? 'tp' : 'te'} title={`${t(`time.${kind}`)}: ${local}`}>
      {shortDateTime(language, time)} <span className="zone">{'key' in mark ? t(mark.key) : mark.text}</span>
    </span>
  );
}
