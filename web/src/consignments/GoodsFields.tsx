import { findCargo, useCargo, useUnitTypes } from '../api/queries';
import { shortName } from '../format/names';
import { translated, useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { CargoField } from '../plan/CargoField';
import { PACKAGINGS, PACKING_GROUPS, unitsFor, withCargo, type GoodsDraft } from './orderDraft';

/** One line of an order: goods by HS code, mass, packaging, units, and what they need on the way. */
export function GoodsFields({ line, index, lacking, onChange, onRemove }: {
  line: GoodsDraft;
  index: number;
  lacking: (name: keyof GoodsDraft) => string | undefined;
  onChange: (line: GoodsDraft) => void;
  onRemove: (() => void) | null;
}) {
  const t = useT();
  const language = useLanguage();
  const types = useUnitTypes().data ?? [];
  const cargo = useCargo(line.hs).data;
  const suits = cargo ? types.filter(({ id }) => cargo.unit_types.includes(id)) : types;
  const wanted = unitsFor(line.tonnes, types.find(({ id }) => id === line.unitType));
  const set = (change: Partial<GoodsDraft>) => onChange({ ...line, ...change });

  function pick(hs: string) {
    set({ hs });
    // What the goods bring along is filled in once they are known; words still being typed are no code.
    if (!/^\d{4}/.test(hs)) return;
    void findCargo(hs).then((found) => {
      const known = found.find((one) => one.hs === hs);
      if (known) onChange(withCargo(line, hs, known, shortName(language, known.name), types));
    });
  }

  const text = (name: 'tonnes' | 'cubic' | 'pieces' | 'units' | 'lowest' | 'highest' | 'un' | 'dangerClass', label: string, hint?: string) => (
    <Labelled label={label} error={lacking(name)} hint={hint}>
      {(field) => <input {...field} inputMode={name === 'un' || name === 'dangerClass' ? 'text' : 'decimal'} value={line[name]} onChange={(event) => set({ [name]: event.target.value })} />}
    </Labelled>
  );
  return (
    <fieldset className="goods">
      <legend>{t('order.line', { line: index + 1 })}</legend>
      {onRemove && (
        <button type="button" className="btn sq q goods-remove" aria-label={t('order.remove_line', { line: index + 1 })} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
      <div className="goods-row">
        <CargoField id={`cargo-${line.key}`} value={line.hs} error={lacking('hs')} onChange={pick} />
        <Labelled label={t('order.description')} className="wide">
          {(field) => <input {...field} value={line.description} onChange={(event) => set({ description: event.target.value })} />}
        </Labelled>
        {text('tonnes', t('order.tonnes'))}
        {text('cubic', t('order.volume'))}
      </div>
      <div className="goods-row">
        <Labelled label={t('order.packaging')} className="wide">
          {(field) => (
            <select {...field} value={line.packaging} onChange={(event) => set({ packaging: event.target.value })}>
              {PACKAGINGS.map((kind) => (
                <option key={kind} value={kind}>
                  {translated(t, `packaging.${kind}`)} ({kind})
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('limits.unit')} className="wide">
          {(field) => (
            <select {...field} value={line.unitType} onChange={(event) => set({ unitType: event.target.value })}>
              <option value="">{t('order.no_units')}</option>
              {suits.map(({ id, name }) => (
                <option key={id} value={id}>
                  {id}: {name[language] || name.en}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {text('pieces', t('order.pieces'))}
        {text('units', t('order.units'), wanted === null ? undefined : t('order.units_wanted', { count: wanted }))}
      </div>
      <div className="goods-row needs-row">
        <label className="check">
          <input type="checkbox" checked={line.needsTemperature} onChange={(event) => set({ needsTemperature: event.target.checked })} />
          <span>{t('order.cooled')}</span>
        </label>
        {line.needsTemperature && (
          <>
            {text('lowest', t('order.lowest'))}
            {text('highest', t('order.highest'))}
          </>
        )}
        <label className="check">
          <input type="checkbox" checked={line.isDangerous} onChange={(event) => set({ isDangerous: event.target.checked })} />
          <span>{t('order.dangerous')}</span>
        </label>
        {line.isDangerous && (
          <>
            {text('un', t('order.un'))}
            {text('dangerClass', t('order.class'))}
            <Labelled label={t('order.packing_group')}>
              {(field) => (
                <select {...field} value={line.packingGroup} onChange={(event) => set({ packingGroup: PACKING_GROUPS.find((one) => one === event.target.value) ?? '' })}>
                  <option value="">–</option>
                  {PACKING_GROUPS.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </select>
              )}
            </Labelled>
          </>
        )}
      </div>
    </fieldset>
  );
}
