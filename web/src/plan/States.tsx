import type { ReactNode } from 'react';

import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { problemWords } from './problems';

/** Grey rows of the final height, shown only when the answer takes its time. */
export function Waiting({ rows }: { rows: number }) {
  const t = useT();
  return (
    <div className="waiting" role="status" aria-label={t('state.searching')}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}

/** What failed, what is unchanged, what to do. */
export function Failure({ error }: { error: unknown }) {
  const t = useT();
  return (
    <div className="failure" role="alert">
      <Icon name="attention" className="c-attention" />
      <div>
        <b className="b">{t('state.failed')}</b>
        <p className="t2">{problemWords(t, error)}</p>
      </div>
    </div>
  );
}

/** What would be here, and the one way to start. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="failure" role="status">
      <Icon name="blocked" className="c-blocked" />
      <div>
        <b className="b">{title}</b>
        <p className="t2">{children}</p>
      </div>
    </div>
  );
}
