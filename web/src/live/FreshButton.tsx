import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import type { FreshRows } from './useFreshRows';

/** `3 new`: what changed meanwhile, shown on request. */
export function FreshButton({ fresh }: { fresh: FreshRows }) {
  const t = useT();
  return (
    <span role="status" className="fresh">
      {fresh.waiting > 0 && (
        <button type="button" className="btn fresh-button" onClick={fresh.show}>
          <Icon name="up" />
          {t('live.new', { count: fresh.waiting })}
        </button>
      )}
    </span>
  );
}
