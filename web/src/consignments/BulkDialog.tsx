import { useState } from 'react';

import type { BulkAnswer, ConsignmentAction, ConsignmentRow, HandlingView } from '../api/booking';
import { pagesKey } from '../api/pages';
import { useSend } from '../api/useSend';
import { csv, download } from '../format/csv';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { StatusChip } from '../parts/StatusChip';
import { refusalWords } from '../plan/problems';
import { useOrganisations } from '../session/organisations';
import { makeStale } from '../session/session';
import { bulkRows, type BulkName, type BulkRow } from './bulk';
import { HandlingFields, startHandling, useHandling, type HandlingDraft } from './HandlingFields';
import { CONSIGNMENTS } from './queries';
import { consignmentName } from './words';

/** Does one thing to many consignments, and says of each whether it was done. */
export function BulkDialog({ name, rows, onClose }: { name: BulkName; rows: readonly ConsignmentRow[]; onClose: () => void }) {
  const t = useT();
  const [asked] = useState(rows);
  const [reason, setReason] = useState('');
  const [withWhom, setWithWhom] = useState('');
  const [draft, setDraft] = useState<HandlingDraft>(() => startHandling(rows[0]?.next ?? null, []));
  const send = useSend<BulkAnswer>(() => makeStale(pagesKey(CONSIGNMENTS), ['own', 'consignment']));
  const { handling } = useHandling(draft);
  const action = bulkAction(name, { reason, withWhom, handling });
  const results = bulkRows(asked, send.data);
  const done = results.filter(({ state }) => state === 'done').length;
  const refused = results.filter(({ state }) => state === 'refused');
  const isOver = send.data !== undefined;

  function go() {
    if (action) send.mutate({ path: `${CONSIGNMENTS}/actions`, body: { items: asked.map(({ id, version }) => ({ id, version })), action } });
  }

  return (
    <Dialog
      title={t(`bulk.${name}_title`, { count: asked.length })}
      width={620}
      onClose={onClose}
      onSubmit={isOver ? onClose : go}
      foot={
        isOver ? (
          <>
            <span role="status" className="s">
              <b className="b">{t('bulk.outcome', { done, count: asked.length })}</b>
            </span>
            <span className="grow" />
            {refused.length > 0 && (
              <button type="button" className="btn" onClick={() => download('landbridge-refused.csv', refusedCsv(refused, (row) => (row.problem ? refusalWords(t, row.problem) : '')))}>
                {t('bulk.download_refused')}
              </button>
            )}
            <button type="submit" className="btn p">
              {t('action.close')}
            </button>
          </>
        ) : (
          <>
            <span className="xs t3">{t('bulk.each')}</span>
            <span className="grow" />
            <button type="submit" className="btn p" disabled={!action || send.isPending}>
              {send.isPending ? t('bulk.doing') : t(`bulk.${name}_go`, { count: asked.length })}
            </button>
          </>
        )
      }
    >
      {!isOver && name === 'cancel' && (
        <Labelled label={t('act.reason')}>{(field) => <input {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}</Labelled>
      )}
      {!isOver && name === 'share' && <ShareField value={withWhom} onChange={setWithWhom} />}
      {!isOver && name === 'record' && <HandlingFields draft={draft} onChange={setDraft} units={[]} legs={[]} />}
      <Refused error={send.error} />
      {isOver && <progress className="sr-only" value={asked.length} max={asked.length} />}
      <div className="scroll bulk-list" tabIndex={0} role="region" aria-label={t('bulk.list')}>
        <table>
          <colgroup>
            <col className="c-ident" />
            <col className="c-status" />
            <col />
          </colgroup>
          <tbody>
            {results.map((result) => (
              <ResultRow key={result.row.id} result={result} />
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

function ResultRow({ result }: { result: BulkRow }) {
  const t = useT();
  const { row, state, problem } = result;
  return (
    <tr data-result={state}>
      <td className="m">{consignmentName(row)}</td>
      <td>
        {state === 'asked' && <StatusChip status={row.status} />}
        {state === 'done' && (
          <span className="chip ok">
            <Icon name="ok" />
            {t('bulk.done')}
          </span>
        )}
        {state === 'refused' && (
          <span className="chip blocked">
            <Icon name="blocked" />
            {t('bulk.refused')}
          </span>
        )}
      </td>
      <td className="wrap t2">{problem ? refusalWords(t, problem) : ''}</td>
    </tr>
  );
}

function ShareField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useT();
  const organisations = useOrganisations();
  return (
    <Labelled label={t('share.with')} hint={t('share.hint')}>
      {(field) => (
        <>
          <input {...field} list="organisations" value={value} onChange={(event) => onChange(event.target.value.trim())} />
          <datalist id="organisations">
            {organisations.all.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Labelled>
  );
}

function bulkAction(name: BulkName, given: { reason: string; withWhom: string; handling: HandlingView | null }): ConsignmentAction | null {
  switch (name) {
    case 'place_order':
    case 'confirm':
    case 'release':
    case 'close':
      return { do: name };
    case 'cancel':
      return given.reason.trim() === '' ? null : { do: 'cancel', reason: given.reason.trim() };
    case 'share':
      return given.withWhom === '' ? null : { do: 'share', with: given.withWhom };
    case 'record':
      return given.handling ? { do: 'record', handling: given.handling } : null;
  }
}

function refusedCsv(rows: readonly BulkRow[], words: (row: BulkRow) => string): string {
  return csv([['id', 'reference', 'code', 'reason'], ...rows.map((result) => [result.row.id, result.row.reference ?? '', result.problem?.code ?? '', words(result)])]);
}
