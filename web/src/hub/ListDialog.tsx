import { useState } from 'react';

import type { ListLine, Visit } from '../api/hub';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Refused } from '../parts/Refused';
import { announcedLines, areSendable, emptyLine, foundOtherwise, lineProblems, LINE_FORMS, listLines, type LineDraft, type LineForm } from './lines';
import { LineTable } from './LineTable';
import { typedInstant } from './MomentField';
import { useOnHub } from './onHub';
import { useAnnouncedList, useHubAct } from './queries';
import { WhenField } from './WhenField';

/** The most lines of a list: it is one event. */
const LINES_MAX = 500;

interface ListDialogProps {
  visit: Visit;
  mode: 'announce' | 'found';
  onClose: () => void;
}

/**
 * What a visit brings, line by line: announced before it comes, or as it was found when it came. A later list takes the place
 * of an earlier one; where what was found differs from what was announced, both stay on the visit.
 */
export function ListDialog(props: ListDialogProps) {
  const t = useT();
  const { plan } = useOnHub();
  const { data, error, isFetchedAfterMount } = useAnnouncedList(plan.id, props.visit.id);
  if (data && isFetchedAfterMount) return <TypedList {...props} given={data.lines} />;
  return (
    <Dialog title={t(`hub.list.${props.mode}_title`, { name: props.visit.name })} width={1180} onClose={props.onClose} foot={null}>
      {error ? <Refused error={error} /> : <p className="s t2" role="status">{t('state.loading')}</p>}
    </Dialog>
  );
}

function TypedList({ visit, mode, onClose, given }: ListDialogProps & { given: readonly ListLine[] }) {
  const t = useT();
  const { plan } = useOnHub();
  const isTrain = visit.vehicle.kind === 'train';
  const gauge = visit.vehicle.kind === 'train' ? visit.vehicle.gauge_mm : 0;
  const types = plan.wagon_types.filter(({ gauge_mm }) => gauge_mm === gauge);
  const [announced] = useState(() => announcedLines(given));
  const [lines, setLines] = useState<readonly LineDraft[]>(() => (announced.length > 0 ? announced : [emptyLine('1', isTrain ? 'wagon' : '20', types[0]?.id)]));
  const [made, setMade] = useState(1);
  const [when, setWhen] = useState<string | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const problems = lineProblems(lines, isTrain);
  const at = when === null ? new Date().toISOString() : typedInstant(plan.zone, when);
  const sent = listLines(lines, isTrain, types);
  const isReady = at !== null && areSendable(problems) && sent.length > 0 && sent.length <= LINES_MAX;
  const forms = LINE_FORMS.filter((form) => (form === 'wagon' ? isTrain : isTrain ? form === '20' || form === '40' : true));
  const otherwise = foundOtherwise(announced, lines);

  function add(form: LineForm) {
    setMade(made + 1);
    const last = [...lines].reverse().find((line) => line.form === form);
    setLines([...lines, emptyLine(`n${made + 1}`, form, last?.wagonType || types[0]?.id)]);
  }

  function go() {
    if (!isReady || !at) return;
    act(mode === 'announce' ? { do: 'visit_list', visit: visit.id, lines: sent } : { do: 'visit_arrive', visit: visit.id, at, found: sent });
  }

  return (
    <Dialog
      title={t(`hub.list.${mode}_title`, { name: visit.name })}
      width={1180}
      onClose={onClose}
      onSubmit={go}
      foot={
        <>
          <span className="s t2" role="status" data-lines={sent.length}>
            {t('hub.list.made_of', { count: sent.length })}
            {mode === 'found' && (['missing', 'extra', 'other_place'] as const).map((kind) => (otherwise[kind] > 0 ? <b key={kind} className="c-late"> {t(`hub.list.${kind}`, { count: otherwise[kind] })}</b> : null))}
            {problems.size > 0 && <b className="c-late"> {t('hub.list.to_check', { count: problems.size })}</b>}
          </span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t(`hub.list.${mode}_go`)}
          </button>
        </>
      }
    >
      <div className="row line-add">
        {forms.map((form) => (
          <button key={form} type="button" className="btn" disabled={lines.length >= LINES_MAX} onClick={() => add(form)}>
            <Icon name="plus" />
            {t(`hub.list.form.${form}`)}
          </button>
        ))}
      </div>
      <LineTable lines={lines} types={types} isTrain={isTrain} isFound={mode === 'found'} problems={problems} onChange={setLines} onNext={add} />
      {mode === 'found' && <WhenField wall={when} onChange={setWhen} />}
      <Refused error={error} />
    </Dialog>
  );
}
