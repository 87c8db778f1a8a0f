import { translated, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { usePopover } from '../parts/usePopover';
import { PlaceField } from '../plan/PlaceField';
import { useOrganisations } from '../session/organisations';
import { useSession } from '../session/session';
import { filtersSet, HOLDS, SORTS, type Filter } from './filter';

/** Filters besides the tabs: customer, places, holds, lateness; and the order of the list. */
export function FilterBox({ filter, onChange }: { filter: Filter; onChange: (change: Record<string, string | null>) => void }) {
  const t = useT();
  const { open, setOpen, box, onKeyDown } = usePopover();
  const organisations = useOrganisations();
  const isOperator = useSession().data?.organisation?.kind === 'operator';
  const count = filtersSet(filter);
  return (
    <div className="popover-box" ref={box} onKeyDown={onKeyDown}>
      <button type="button" className={`btn ${count > 0 ? 'set' : ''}`} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        {count > 0 ? t('list.filters_set', { count }) : t('list.filters')}
        <Icon name="down" />
      </button>
      {open && (
        <div className="popover" role="dialog" aria-label={t('list.filters')}>
          {isOperator && (
            <Labelled label={t('consignments.customer')}>
              {(field) => (
                <select {...field} value={filter.customer} onChange={(event) => onChange({ customer: event.target.value })}>
                  <option value="">{t('list.any')}</option>
                  {organisations.all.filter(({ kind }) => kind !== 'operator').map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          )}
          <PlaceField id="filter-origin" label={t('form.from')} value={filter.origin} onChange={(origin) => onChange({ origin })} />
          <PlaceField id="filter-destination" label={t('form.to')} value={filter.destination} onChange={(destination) => onChange({ destination })} />
          <Labelled label={t('consignments.held_by')}>
            {(field) => (
              <select {...field} value={filter.hold} onChange={(event) => onChange({ hold: event.target.value })}>
                <option value="">{t('list.any')}</option>
                {HOLDS.map((hold) => (
                  <option key={hold} value={hold}>
                    {translated(t, `hold.${hold}`)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <label className="check">
            <input type="checkbox" checked={filter.late} onChange={(event) => onChange({ late: event.target.checked ? 'yes' : null })} />
            <span>{t('consignments.late_only')}</span>
          </label>
          <Labelled label={t('list.sort')}>
            {(field) => (
              <select {...field} value={filter.sort} onChange={(event) => onChange({ sort: event.target.value })}>
                {SORTS.flatMap((name) => [name, `-${name}`]).map((name) => (
                  <option key={name} value={name}>
                    {t(`sort.${name.replace('-', '')}`)} {name.startsWith('-') ? '↓' : '↑'}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <button type="button" className="btn" disabled={count === 0} onClick={() => onChange({ customer: null, origin: null, destination: null, hold: null, late: null })}>
            {t('list.clear_filters')}
          </button>
        </div>
      )}
    </div>
  );
}
