import { useState } from 'react';

import { useCargo, useCargoSuggestions } from '../api/queries';
import { nameIn, shortName } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { Combobox } from '../parts/Combobox';
import { otherNames } from '../parts/placeWords';
import { useDebounced } from '../parts/useDebounced';
import { errorId, Field } from './Field';

/** The goods: by name or HS code. */
export function CargoField({ value, onChange, error, id = 'cargo' }: { value: string; onChange: (hs: string) => void; error?: string | undefined; id?: string }) {
  const t = useT();
  const language = useLanguage();
  const [typed, setTyped] = useState<string | null>(null);
  const cargo = useCargo(typed === null ? value : '').data;
  const still = useDebounced(typed ?? '', 120);
  const found = useCargoSuggestions(still, typed !== null);
  const items = typed?.trim() ? (found.data ?? []) : [];
  const label = t('form.cargo');
  return (
    <Field id={id} label={label} error={error} className="fld-cargo">
      <Combobox
        id={id}
        label={label}
        labelled
        className="v"
        text={typed ?? (cargo ? shortName(language, cargo.name) : value)}
        items={items}
        itemKey={(item) => item.hs}
        renderItem={(item) => (
          <span className="option">
            <span className="option-main">
              <b className="m el">{nameIn(language, item.name)}</b>
              <span className="t3 nw">{item.hs}</span>
            </span>
            <span className="xs t3 el">{[item.unit_types.join(', '), otherNames(language, item.name)].filter(Boolean).join(' · ')}</span>
          </span>
        )}
        onText={(words) => {
          setTyped(words);
          onChange(words.trim());
        }}
        onPick={(item) => {
          setTyped(null);
          onChange(item.hs);
        }}
        onLeave={() => setTyped(null)}
        invalid={Boolean(error)}
        describedBy={errorId(id, error)}
        emptyWords={typed?.trim() && still === typed && found.isSuccess ? t('search.nothing') : undefined}
        suffix={typed === null && cargo ? <span className="code t3">{cargo.hs}</span> : null}
      />
    </Field>
  );
}
