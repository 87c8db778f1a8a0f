/** The mark that a row is one of several chosen; the click does not open the row. */
export function RowCheck({ label, on, mixed = false, onToggle }: { label: string; on: boolean; mixed?: boolean; onToggle: (isRange: boolean) => void }) {
  return (
    <input
      type="checkbox"
      className="row-check"
      aria-label={label}
      checked={on}
      ref={(box) => {
        if (box) box.indeterminate = mixed;
      }}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(event.shiftKey);
      }}
      onChange={() => undefined}
    />
  );
}
