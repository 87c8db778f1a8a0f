import { useState } from 'react';

import { usePlace, usePlaceSuggestions } from '../api/queries';
import { useLanguage, useT } from '../i18n';
import { Combobox } from '../parts/Combobox';
import { PlaceOption } from '../parts/PlaceOption';
import { isExactly, placeLabel } from '../parts/placeWords';
import { useDebounced } from '../parts/useDebounced';
import { errorId, Field } from './Field';

/** A place: typed in any of the four languages or as a code, picked from suggestions. */
export function PlaceField({ id, label, value, onChange, error, className }: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  className?: string;
}) {
  const t = useT();
  const language = useLanguage();
  const [typed, setTyped] = useState<string | null>(null);
  const place = usePlace(typed === null ? value : '').data;
  const still = useDebounced(typed ?? '', 120);
  const found = usePlaceSuggestions(still, typed !== null);
  const items = typed?.trim() ? (found.data ?? []) : [];
  const text = typed ?? (place ? placeLabel(language, place) : value);

  function leave() {
    const exact = typed ? items.find((item) => isExactly(item, typed)) : undefined;
    if (exact) onChange(exact.id);
    setTyped(null);
  }

  return (
    <Field id={id} label={label} error={error} className={className ?? ''}>
      <Combobox
        id={id}
        label={label}
        labelled
        className="v"
        text={text}
        items={items}
        itemKey={(item) => item.id}
        renderItem={(item) => <PlaceOption place={item} />}
        onText={(words) => {
          setTyped(words);
          onChange(words.trim());
        }}
        onPick={(item) => {
          setTyped(null);
          onChange(item.id);
        }}
        onLeave={leave}
        invalid={Boolean(error)}
        describedBy={errorId(id, error)}
        emptyWords={typed?.trim() && still === typed && found.isSuccess ? t('search.nothing') : undefined}
        suffix={typed === null && place ? <span className="code t3">{place.unlocode ?? place.id}</span> : null}
      />
    </Field>
  );
}
