import type { ReactNode } from 'react';

/** A boxed field: label above its control, what is wrong below. */
export function Field({ id, label, error, className = '', children }: {
  id: string;
  label: string;
  error?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={`fld ${error ? 'bad' : ''} ${className}`}>
      <label className="xs" htmlFor={id}>
        {label}
      </label>
      {children}
      {error && (
        <div className="fld-error" role="alert" id={`${id}-error`}>
          {error}
        </div>
      )}
    </div>
  );
}

/** Returns the id of the words that say what is wrong with a field, if any. */
export function errorId(id: string, error: string | undefined): string | undefined {
  return error ? `${id}-error` : undefined;
}
