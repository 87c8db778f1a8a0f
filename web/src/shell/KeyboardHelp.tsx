import { useEffect, useRef } from 'react';

import { useT } from '../i18n';
import { Icon } from '../parts/Icon';

const KEYS = [
  ['/', 'search'],
  ['G B', 'hub'],
  ['G A', 'at-hubs'],
  ['G P', 'plan'],
  ['G M', 'map'],
  ['G C', 'consignments'],
  ['G R', 'capacity'],
  ['G U', 'units'],
  ['G I', 'imports'],
  ['G F', 'figures'],
  ['J K', 'row'],
  ['X', 'choose'],
  ['Shift X', 'choose_range'],
  ['Enter', 'enter'],
  ['.', 'more'],
  ['Esc', 'back'],
  ['P', 'place'],
  ['L', 'language'],
  ['D', 'density'],
  ['?', 'help'],
] as const;

/** The list of keys, over the page. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const t = useT();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="overlay" aria-labelledby="keys-title" onClose={onClose} onClick={(event) => event.target === event.currentTarget && onClose()}>
      <div className="ph">
        <h2 id="keys-title">{t('shell.keys')}</h2>
        <span className="grow" />
        <button type="button" className="btn sq q" aria-label={t('action.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <dl className="keys">
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
