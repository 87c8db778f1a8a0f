import { useRef, useState } from 'react';

import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { IMPORT_KINDS, IMPORTS, type ImportKind } from './queries';

/** What kind of rows, and the file: dropped, or chosen with a button. */
export function DropZone({ kind, onKind, onFile, isWrong }: { kind: ImportKind; onKind: (kind: ImportKind) => void; onFile: (file: File) => void; isWrong: boolean }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  return (
    <div className="scroll pad import-start">
      <fieldset className="kinds">
        <legend className="b">{t('imports.what')}</legend>
        {IMPORT_KINDS.map((name) => (
          <label key={name} className={`kind ${name === kind ? 'on' : ''}`}>
            <input type="radio" name="import-kind" checked={name === kind} onChange={() => onKind(name)} />
            <span>
              <b className="m">{t(`imports.kind_${name}`)}</b>
              <span className="xs t3">{t(`imports.kind_${name}_words`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div
        className={`drop ${isOver ? 'over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          const file = event.dataTransfer.files[0];
          if (file) onFile(file);
        }}
      >
        <Icon name="imports" />
        <b className="b">{t('imports.drop')}</b>
        <span className="s t2">{t('imports.drop_words')}</span>
        <input
          ref={input}
          type="file"
          accept=".csv,.xlsx"
          className="sr-only"
          tabIndex={-1}
          aria-label={t('imports.choose')}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) onFile(file);
            event.target.value = '';
          }}
        />
        <div className="buttons">
          <button type="button" className="btn p" onClick={() => input.current?.click()}>
            {t('imports.choose')}
          </button>
          <a className="btn" href={`${IMPORTS}/templates/${kind}`} download={`landbridge-${kind}.csv`}>
            <Icon name="file" />
            {t('imports.template')}
          </a>
        </div>
        {isWrong && (
          <p className="s c-blocked" role="alert">
            {t('imports.wrong_file')}
          </p>
        )}
      </div>
    </div>
  );
}
