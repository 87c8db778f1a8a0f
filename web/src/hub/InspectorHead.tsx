import type { ReactNode } from 'react';

import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { useOnHub } from './onHub';

/** Name, state, a line or two below, and how to close the sheet in gloves. */
export function InspectorHead({ title, chip, children }: { title: string; chip?: ReactNode; children?: ReactNode }) {
  const t = useT();
  const { select } = useOnHub();
  return (
    <div className="inspector-head">
      <div className="row">
        <h2 className="el">{title}</h2>
        <span className="grow" />
        {chip}
        <button type="button" className="btn sq q sheet-close" aria-label={t('action.close')} onClick={() => select(null)}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </div>
  );
}
