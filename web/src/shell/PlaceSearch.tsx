import { useState } from 'react';

import { usePlaceSuggestions } from '../api/queries';
import { useT } from '../i18n';
import { Combobox } from '../parts/Combobox';
import { Icon } from '../parts/Icon';
import { PlaceOption } from '../parts/PlaceOption';
import { useDebounced } from '../parts/useDebounced';
import { navigate } from '../route';

export const SEARCH_ID = 'search';

/** Finds places by name in any of the four languages, or by code, and shows them on the map. */
export function PlaceSearch() {
  const t = useT();
  const [text, setText] = useState('');
  const still = useDebounced(text, 120);
  const found = usePlaceSuggestions(still, true);
  const items = text.trim() === '' ? [] : (found.data ?? []);
  return (
    <div className="search">
      <Icon name="search" />
      <Combobox
        id={SEARCH_ID}
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        text={text}
        items={items}
        itemKey={(place) => place.id}
        renderItem={(place) => <PlaceOption place={place} />}
        onText={setText}
        onPick={(place) => {
          setText('');
          navigate('map', new URLSearchParams({ place: place.id }));
        }}
        emptyWords={text.trim() !== '' && still === text && found.isSuccess ? t('search.nothing') : undefined}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}
