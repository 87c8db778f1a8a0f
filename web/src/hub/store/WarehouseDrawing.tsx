import type { Bay, Warehouse } from '../../api/hub';
import { number } from '../../format/number';
import { useLanguage, useT, type Language } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { shortId, tonnes } from '../words';
import type { GoodsFilter } from './queries';
import { placeWords, share } from './words';

const LANGUAGES: readonly Language[] = ['en', 'zh', 'ru', 'kk'];

/** The bays of each warehouse filled by load, bonded ones with a double frame and a lock; the table of goods below says the same. */
export function WarehouseDrawing({ warehouses, chosen, onChoose }: { warehouses: readonly Warehouse[]; chosen: GoodsFilter; onChoose: (warehouse: string, bay: string) => void }) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className="store-drawing" tabIndex={0} role="region" aria-label={t('store.drawn')}>
      {warehouses.map((warehouse) => (
        <div key={warehouse.id} className="store-house" data-warehouse={warehouse.id}>
          <h3>
            {shortId(warehouse.id)} <span className="t2">{warehouse.names[LANGUAGES.indexOf(language)] ?? warehouse.names[0]}</span>
            {warehouse.bonded && (
              <span className="chip">
                <Icon name="held" />
                {t('store.bonded')}
              </span>
            )}
            {warehouse.temperature_dc && <span className="chip">{t('store.temperature', { low: number(language, (warehouse.temperature_dc[0] ?? 0) / 10, 1), high: number(language, (warehouse.temperature_dc[1] ?? 0) / 10, 1) })}</span>}
            <span className="grow" />
            <span className="s t3">{t('store.amount', { packages: number(language, warehouse.balance.inside.packages), kg: number(language, warehouse.balance.inside.mass_kg) })}</span>
          </h3>
          <div className="store-bays">
            {[warehouse.floor, ...warehouse.bays].map((bay) => (
              <BayMark key={bay.bay ?? 0} warehouse={warehouse} bay={bay} isChosen={chosen.warehouse === warehouse.id && chosen.bay === String(bay.bay ?? 0)} onChoose={onChoose} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function BayMark({ warehouse, bay, isChosen, onChoose }: { warehouse: Warehouse; bay: Bay; isChosen: boolean; onChoose: (warehouse: string, bay: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const key = String(bay.bay ?? 0);
  const [mass, limit] = [tonnes(t, language, bay.mass_kg), tonnes(t, language, warehouse.bay_load_kg)];
  const words = t('store.bay_says', { place: placeWords(t, { warehouse: warehouse.id, bay: bay.bay }), mass, limit: bay.bay ? limit : '–', goods: number(language, bay.goods) });
  const marks = [bay.bonded ? t('store.bonded') : '', bay.dangerous.join(', '), bay.held ? t('store.held_only') : ''].filter(Boolean).join(', ');
  return (
    <button
      type="button"
      className={`store-bay ${bay.bay ? '' : 'is-floor'} ${warehouse.bonded ? 'is-bonded' : ''}`}
      aria-pressed={isChosen}
      title={words}
      data-bay={`${warehouse.id}/${bay.bay ?? ''}`}
      onClick={() => (isChosen ? onChoose('', '') : onChoose(warehouse.id, key))}
    >
      <span className="sr-only">{marks ? `${words}, ${marks}` : words}</span>
      {bay.bay && <span className="fill" style={{ height: `${Math.min(100, share(bay.mass_kg, warehouse.bay_load_kg))}%` }} />}
      <span className="words" aria-hidden="true">
        <b>{bay.bay ?? t('store.floor')}</b>
        <span>
          {bay.held && <Icon name="held" />}
          {bay.dangerous.length > 0 && <Icon name="attention" />}
        </span>
      </span>
      {bay.mass_kg > 0 && <span className="foot-words xs" aria-hidden="true">{mass}</span>}
    </button>
  );
}
