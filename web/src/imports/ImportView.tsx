import { useState, type ReactNode } from 'react';

import type { ImportAnswer } from '../api/exchange';
import { newKey } from '../api/intent';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Refused } from '../parts/Refused';
import { Waiting } from '../plan/States';
import { DropZone } from './DropZone';
import { ImportHistory } from './ImportHistory';
import { ImportResults } from './ImportResults';
import { mediaType, useImport, type ImportKind } from './queries';

/** A file chosen, with its text where it is text. */
interface Chosen {
  file: File;
  text: string | null;
  key: string;
}

/** A file is tried first, row by row; only then it is recorded. */
export function ImportView({ views }: { views: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const [kind, setKind] = useState<ImportKind>('handlings');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isWrong, setIsWrong] = useState(false);
  const tried = useImport(true);
  const recorded = useImport(false);
  const answer: ImportAnswer | undefined = recorded.data ?? tried.data;
  const isRecorded = recorded.data !== undefined;
  const counts = answer?.import.counts;
  const would = tried.data?.import.counts.would_do ?? 0;

  async function choose(file: File) {
    tried.reset();
    recorded.reset();
    const type = mediaType(file.name);
    setIsWrong(type === null);
    setChosen(null);
    if (type === null) return;
    setChosen({ file, text: type === 'text/csv' ? await file.text() : null, key: newKey() });
    tried.mutate({ file, kind });
  }

  function again() {
    setChosen(null);
    tried.reset();
    recorded.reset();
  }

  return (
    <>
      <section className="panel" aria-label={t('imports.title')} aria-busy={tried.isPending || recorded.isPending}>
        <div className="ph tall">
          <h1>{t('imports.title')}</h1>
          <span className="c s el">{chosen?.file.name ?? ''}</span>
          <span className="grow" />
          {views}
        </div>
        {!chosen && <DropZone kind={kind} onKind={setKind} onFile={(file) => void choose(file)} isWrong={isWrong} />}
        {chosen && tried.isPending && <Waiting rows={6} />}
        {chosen && Boolean(tried.error) && (
          <div className="pad">
            <Refused error={tried.error} />
            <button type="button" className="btn" onClick={again}>
              {t('imports.other_file')}
            </button>
          </div>
        )}
        {chosen && answer && <ImportResults answer={answer} isRecorded={isRecorded} source={chosen.text} />}
        {chosen && counts && (
          <div className="foot import-foot">
            <span className="s t2" role="status">
              {isRecorded
                ? t('imports.recorded', { done: number(language, counts.done), rows: number(language, counts.rows), refused: number(language, counts.refused + counts.unknown) })
                : t('imports.tried', { done: number(language, would || counts.done), rows: number(language, counts.rows) })}
            </span>
            <span className="grow" />
            <Refused error={recorded.error} />
            <button type="button" className="btn" onClick={again}>
              {t('imports.other_file')}
            </button>
            {!isRecorded && (
              <button type="button" className="btn p" disabled={recorded.isPending || would + counts.done === 0} onClick={() => recorded.mutate({ file: chosen.file, kind, key: chosen.key })}>
                {t('imports.record', { count: would || counts.done })}
              </button>
            )}
          </div>
        )}
      </section>
      <ImportHistory />
    </>
  );
}
