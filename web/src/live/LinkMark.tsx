import { useSyncExternalStore } from 'react';

import { duration } from '../format/duration';
import { useLanguage, useT } from '../i18n';
import { useClock } from '../shell/now';
import { linkState, watchLink } from './stream';

/** The line to the server: solid while it is open, dashed with its duration while it is not. */
export function LinkMark() {
  const t = useT();
  const language = useLanguage();
  const link = useSyncExternalStore(watchLink, linkState);
  const now = useClock(5000);
  if (link.state === 'off') return null;
  const isLost = link.state === 'lost';
  const minutes = Math.max(0, Math.floor((now - link.since) / 60_000));
  const words = isLost ? t('live.lost', { duration: duration(t, language, minutes) }) : t(`live.${link.state}`);
  return (
    <span className={`link-mark ${isLost ? 'down' : ''}`} role="status" title={words}>
      <span className="link-line" aria-hidden="true" />
      <span className={isLost ? '' : 'sr-only'}>{isLost ? duration(t, language, minutes) : words}</span>
    </span>
  );
}
