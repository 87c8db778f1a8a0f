import { useEffect, useId, useRef, type ReactNode } from 'react';

import { useT } from '../i18n';
import { Icon } from './Icon';

/** A question over the page: title, contents, and the buttons that answer it. `Esc` and a click beside it close it. */
export function Dialog({ title, onClose, children, foot, width = 460, onSubmit }: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  width?: number;
  onSubmit?: () => void;
}) {
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open) return;
    dialog.current?.showModal();
    // The browser would choose the button that closes.
    dialog.current?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea):not([disabled])')?.focus();
  }, []);
  return (
    <dialog ref={dialog} className="overlay dialog" style={{ width }} aria-labelledby={id} onClose={onClose} onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <div className="ph tall">
          <h2 id={id} className="el">
            {title}
          </h2>
          <span className="grow" />
          <button type="button" className="btn sq q" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="dialog-body">{children}</div>
        {foot && <div className="foot dialog-foot">{foot}</div>}
      </form>
    </dialog>
  );
}
