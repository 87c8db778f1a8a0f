import { useState } from 'react';

import type { Train } from '../../api/hub';
import { useT } from '../../i18n';
import { IndexDialog } from './IndexDialog';

/** A train's index, and the way to say it. */
export function TrainIndex({ train, mayChange }: { train: Train; mayChange: boolean }) {
  const t = useT();
  const [isOpen, setIsOpen] = useState(false);
  const words = train.index ? t('hub.composing.index', { index: train.index }) : t('hub.composing.index_none');
  return (
    <>
      {!mayChange && <span className="s t2 nw" data-train-index={train.index ?? ''}>{words}</span>}
      {mayChange && (
        <button type="button" className="btn" title={t('hub.composing.index_change')} data-train-index={train.index ?? ''} onClick={() => setIsOpen(true)}>
          {words}
        </button>
      )}
      {isOpen && <IndexDialog train={train} onClose={() => setIsOpen(false)} />}
    </>
  );
}
