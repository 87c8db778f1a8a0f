import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { usePopover } from '../parts/usePopover';
import { PlaceField } from '../plan/PlaceField';
import type { RunFilter } from './queries';

/** Filters of runs besides the tabs: where they call, and of which service they are. */
export function RunFilterBox({ filter, onChange }: { filter: RunFilter; onChange: (change: Record<string, string | null>) => void }) {
  const t = useT();
  const { open, setOpen, box, onKeyDown } = usePopover();
  const count = [filter.place, filter.service].filter(Boolean).length;
  return (
    <div className="popover-box" ref={box} onKeyDown={onKeyDown}>
      <button type="button" className={`btn ${count > 0 ? 'set' : ''}`} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        {count > 0 ? t('list.filters_set', { count }) : t('list.filters')}
        <Icon name="down" />
      </button>
      {open && (
        <div className="popover" role="dialog" aria-label={t('list.filters')}>
          <PlaceField id="runs-place" label={t('capacity.calls_at')} value={filter.place} onChange={(place) => onChange({ place })} />
          <Labelled label={t('capacity.service')} hint={t('capacity.service_hint')}>
            {(field) => <input {...field} autoComplete="off" spellCheck={false} defaultValue={filter.service} onBlur={(event) => onChange({ service: event.target.value.trim() })} onKeyDown={(event) => event.key === 'Enter' && onChange({ service: event.currentTarget.value.trim() })} />}
          </Labelled>
          <button type="button" className="btn" disabled={count === 0} onClick={() => onChange({ place: null, service: null })}>
            {t('list.clear_filters')}
          </button>
        </div>
      )}
    </div>
  );
}
