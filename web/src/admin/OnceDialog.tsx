import { useState } from 'react';

import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Moment } from '../parts/Moment';

/** A secret or link that is shown once and never again. */
export function OnceDialog({ title, words, secret, until, onClose }: { title: string; words: string; secret: string; until?: string | null; onClose: () => void }) {
  const t = useT();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <Dialog
      title={title}
      width={520}
      onClose={onClose}
      onSubmit={onClose}
      foot={
        <>
          <span className="s t2" role="status">
            {isCopied ? t('once.copied') : ''}
          </span>
          <span className="grow" />
          <button type="submit" className="btn">
            {t('once.kept')}
          </button>
        </>
      }
    >
      <p className="s t2">{words}</p>
      <div className="once">
        <code data-secret>{secret}</code>
        <button type="button" className="btn p" onClick={() => void navigator.clipboard?.writeText(secret).then(() => setIsCopied(true))}>
          {t('once.copy')}
        </button>
      </div>
      {until && (
        <p className="s t2">
          {t('once.until')} <Moment at={until} zone="Asia/Shanghai" />
        </p>
      )}
    </Dialog>
  );
}
