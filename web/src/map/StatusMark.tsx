import { translated, useT } from '../i18n';

/** A crossing's status as the diamond of the map and in words. */
export function StatusMark({ status }: { status: string }) {
  const t = useT();
  const isClosed = status === 'closed';
  return (
    <span className="status-mark">
      <svg width="12" height="13" viewBox="0 0 12 13" aria-hidden="true">
        <path d="M6 1l5 5.500-5 5.500-5-5.500z" fill={isClosed ? 'var(--blocked)' : 'var(--surface-1)'} stroke={isClosed ? 'var(--blocked)' : 'var(--text-1)'} strokeWidth="1.3" strokeDasharray={status === 'planned' ? '2 1.4' : undefined} />
        {(status === 'restricted' || status === 'opening') && <path d="M6 1l5 5.500-5 5.500z" fill={status === 'restricted' ? 'var(--attention)' : 'var(--text-1)'} />}
        {isClosed && <path d="M3.500 6.500h5" stroke="var(--surface-1)" strokeWidth="1.4" />}
      </svg>
      {translated(t, `status.${status}`) ?? status}
    </span>
  );
}
