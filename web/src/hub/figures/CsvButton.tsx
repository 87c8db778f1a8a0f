import { Icon } from '../../parts/Icon';

/** Offers what a panel shows as a file. */
export function CsvButton({ label, isDisabled = false, onSave }: { label: string; isDisabled?: boolean; onSave: () => void }) {
  return (
    <button type="button" className="btn q" aria-label={`CSV: ${label}`} disabled={isDisabled} onClick={onSave}>
      <Icon name="file" /> CSV
    </button>
  );
}
