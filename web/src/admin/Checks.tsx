/** Several of a few, each with a box. */
export function Checks({ legend, all, chosen, onChange }: { legend: string; all: readonly { name: string; words: string; hint?: string }[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  return (
    <fieldset className="checks-field">
      <legend>{legend}</legend>
      {all.map(({ name, words, hint }) => (
        <label key={name} className="check">
          <input type="checkbox" checked={chosen.includes(name)} onChange={(event) => onChange(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))} />
          <span>
            {words}
            {hint && <span className="xs t3"> {hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
