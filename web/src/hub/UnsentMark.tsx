import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { useOnHub } from './onHub';
import { useUnsent } from './sendOutbox';

/** How many commands wait for the line, or were refused; leads to the work list. */
export function UnsentMark() {
  const t = useT();
  const { plan, go } = useOnHub();
  const rows = useUnsent(plan.id);
  const refused = rows.filter(({ problem }) => problem).length;
  if (rows.length === 0) return null;
  return (
    <button type="button" className={`chip ${refused > 0 ? 'blocked' : 'none'} unsent-mark`} onClick={() => go({ view: 'work' })}>
      <Icon name={refused > 0 ? 'blocked' : 'waiting'} />
      {refused > 0 ? t('hub.refused_of', { count: refused }) : t('hub.unsent_of', { count: rows.length })}
    </button>
  );
}
