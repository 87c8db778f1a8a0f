import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import type { ConsignmentDetail, DocumentView } from '../api/booking';
import { upload } from '../api/client';
import { newKey } from '../api/intent';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { Moment } from '../parts/Moment';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { useMay } from '../session/session';
import { useAct } from './queries';

/** Papers of the consignment, and the organisations that may see it. */
export function DocumentsTab({ consignment }: { consignment: ConsignmentDetail }) {
  const t = useT();
  const records = useMay('record');
  return (
    <div className="scroll pad" tabIndex={0} role="region" aria-label={t('consignments.tab_documents')}>
      {consignment.documents.length === 0 && <p className="s t2">{t('documents.none')}</p>}
      <ul className="documents">
        {consignment.documents.map((document) => (
          <Document key={document.hash} document={document} consignment={consignment.id} />
        ))}
      </ul>
      {records && <Attach consignment={consignment} />}
      <h3>{t('share.title')}</h3>
      <Sharing consignment={consignment} />
    </div>
  );
}

function Document({ document, consignment }: { document: DocumentView; consignment: string }) {
  const language = useLanguage();
  const size = document.bytes >= 1_000_000 ? `${number(language, document.bytes / 1_000_000, 1)} MB` : `${number(language, Math.max(1, Math.round(document.bytes / 1000)))} kB`;
  return (
    <li>
      <Icon name="file" />
      <span className="grow">
        <a className="el" href={`/v1/attachments/${document.hash}?consignment=${encodeURIComponent(consignment)}`} download={document.name}>
          {document.name}
        </a>
        <span className="xs t3">
          {size}, <Moment at={document.added_at} zone="Asia/Shanghai" />
        </span>
      </span>
    </li>
  );
}

function Attach({ consignment }: { consignment: ConsignmentDetail }) {
  const t = useT();
  const file = useRef<HTMLInputElement>(null);
  const attach = useAct(consignment);
  const send = useMutation({
    mutationFn: async (chosen: File) => {
      const kept = await upload<{ hash: string }>('/v1/attachments', chosen, chosen.type || 'application/octet-stream', newKey());
      attach.act({ do: 'attach', hash: kept.hash, name: chosen.name });
    },
  });
  return (
    <>
      <input
        ref={file}
        type="file"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('documents.attach')}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) send.mutate(chosen);
          event.target.value = '';
        }}
      />
      <button type="button" className="btn" disabled={send.isPending || attach.isPending} onClick={() => file.current?.click()}>
        <Icon name="plus" />
        {t('documents.attach')}
      </button>
      <Refused error={send.error ?? attach.error} />
    </>
  );
}

function Sharing({ consignment }: { consignment: ConsignmentDetail }) {
  const t = useT();
  const organisations = useOrganisations();
  const books = useMay('book');
  const [whom, setWhom] = useState('');
  const { act, error, isPending } = useAct(consignment, () => setWhom(''));
  return (
    <>
      {consignment.shared_with.length === 0 && <p className="s t2">{t('share.none')}</p>}
      <ul className="documents">
        {consignment.shared_with.map((id) => (
          <li key={id}>
            <span className="grow">{organisations.name(id)}</span>
            {books && (
              <button type="button" className="btn q" disabled={isPending} onClick={() => act({ do: 'unshare', with: id })}>
                {t('share.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {books && (
        <form
          className="row share-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (whom) act({ do: 'share', with: whom });
          }}
        >
          <Labelled label={t('share.with')}>
            {(field) => (
              <>
                <input {...field} list="share-organisations" value={whom} onChange={(event) => setWhom(event.target.value.trim())} />
                <datalist id="share-organisations">
                  {organisations.all.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </datalist>
              </>
            )}
          </Labelled>
          <button type="submit" className="btn" disabled={whom === '' || isPending}>
            {t('share.go')}
          </button>
        </form>
      )}
      <Refused error={error} />
    </>
  );
}
