import { useRef, type ReactNode } from 'react';

import { Icon } from '../parts/Icon';

interface FilePickProps {
  label: string;
  /** Endings and types, as the browser's dialog takes them. */
  accept: string;
  file: File | null;
  onPick: (file: File | null) => void;
  /** What else stands in the row. */
  children?: ReactNode;
}

/** A button that lets a file be chosen, and the name of the one that is. */
export function FilePick({ label, accept, file, onPick, children }: FilePickProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="row list-file">
      <input ref={input} type="file" accept={accept} className="sr-only" tabIndex={-1} aria-label={label} onChange={(event) => onPick(event.target.files?.[0] ?? null)} />
      <button type="button" className="btn" onClick={() => input.current?.click()}>
        <Icon name="file" />
        {label}
      </button>
      {file && <span className="s el">{file.name}</span>}
      {children}
    </div>
  );
}
