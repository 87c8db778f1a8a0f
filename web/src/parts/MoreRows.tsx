import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';

/** Says how much of a list is not loaded, and loads the next page. */
export function MoreRows({ shown, total, hasNext, isFetching, onMore }: { shown: number; total: number | null; hasNext: boolean; isFetching: boolean; onMore: () => void }) {
  const t = useT();
  const language = useLanguage();
  if (!hasNext) return null;
  const rest = total === null ? null : total - shown;
  return (
    <button type="button" className="btn" disabled={isFetching} onClick={onMore}>
      {rest === null ? t('list.more') : t('list.more_of', { count: rest, amount: number(language, rest) })}
    </button>
  );
}
