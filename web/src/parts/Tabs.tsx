import { number } from '../format/number';
import { useLanguage, type Language } from '../i18n';

export interface Tab<Name extends string> {
  name: Name;
  words: string;
  count?: number | undefined;
}

/** Filters as tabs with their counts. */
export function Tabs<Name extends string>({ label, tabs, on, onPick }: { label: string; tabs: readonly Tab<Name>[]; on: Name; onPick: (name: Name) => void }) {
  const language = useLanguage();
  return (
    <div className="seg" role="group" aria-label={label}>
      {tabs.map(({ name, words, count }) => (
        <button key={name} type="button" className={name === on ? 'on' : ''} aria-pressed={name === on} onClick={() => onPick(name)}>
          {capital(words, language)} {count !== undefined && <b>{number(language, count)}</b>}
        </button>
      ))}
    </div>
  );
}

/** Words that stand inside a line elsewhere begin a tab with a capital. */
function capital(words: string, language: Language): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
