import { clockIn } from '../format/time';
import { useT } from '../i18n';
import { useNow } from './now';

export function Clocks() {
  const t = useT();
  const now = useNow();
  return (
    <div className="clocks">
      <div>
        {t('clock.beijing')}
        <b>{clockIn('Asia/Shanghai', now)}</b>
      </div>
      <div>
        {t('clock.kazakhstan')}
        <b>{clockIn('Asia/Almaty', now)}</b>
      </div>
      <div>
        UTC
        <b className="m t2">{clockIn('UTC', now)}</b>
      </div>
    </div>
  );
}
