import { useId, type ReactNode } from 'react';

/** A field of a form: its label above, a hint or what is wrong below. */
export function Labelled({ label, error, hint, className = '', children }: {
  label: string;
  error?: string | null | undefined;
  hint?: string | undefined;
  className?: string;
  children: (attributes: { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }) => ReactNode;
}) {
  const id = useId();
  const told = error ?? hint;
  return (
    <div className={`labelled ${error ? 'bad' : ''} ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': Boolean(error), 'aria-describedby': told ? `${id}-told` : undefined })}
      {told && (
        <span id={`${id}-told`} className={error ? 'words' : 'xs t3'} role={error ? 'alert' : undefined}>
          {told}
        </span>
      )}
    </div>
  );
}
