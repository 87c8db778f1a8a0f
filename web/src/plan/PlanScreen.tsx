import { useEffect, useState } from 'react';

import { planKey, queryClient, raceKey, useCorridor, usePlan, useRace } from '../api/queries';
import { dateIn, isoDate } from '../format/time';
import { useT } from '../i18n';
import { navigate, useRoute } from '../route';
import { fieldErrors } from './problems';
import { fromParams, RACE_ORIGINS, toParams, toRace, toRequest, EMPTY, type Question } from './question';
import { QuestionForm } from './QuestionForm';
import { RaceView } from './RaceView';
import { ResultView } from './ResultView';
import { useFirstQuestion } from './useFirstQuestion';

/** From, to, cargo, date: itineraries, or why there are none. The link of the page holds the whole question. */
export function PlanScreen() {
  const { params } = useRoute();
  const asked = params.get('from') !== null || params.get('to') !== null;
  const first = useFirstQuestion(!asked);
  useEffect(() => {
    if (!asked && first) navigate('plan', toParams(first), true);
  }, [asked, first]);
  const question = asked ? fromParams(params) : (first ?? EMPTY);
  return <Asked question={question} isReady={asked} params={params} />;
}

function Asked({ question, isReady, params }: { question: Question; isReady: boolean; params: URLSearchParams }) {
  const t = useT();
  const corridor = useCorridor().data;
  const key = toParams(question).toString();
  const [draft, setDraft] = useState(question);
  const [draftOf, setDraftOf] = useState(key);
  if (draftOf !== key) {
    // A new link is a new draft; the old answer stays on screen until the new one is there.
    setDraftOf(key);
    setDraft(question);
  }
  const isRace = params.get('view') === 'race';
  const showsAll = params.get('all') === 'yes';
  const origins = params.get('origins')?.split(',').filter(Boolean) ?? [...RACE_ORIGINS];
  const request = isReady && !isRace ? toRequest(question, showsAll) : null;
  const race = isReady && isRace ? toRace(question, origins) : null;
  const plan = usePlan(request);
  const raced = useRace(race);
  const active = isRace ? raced : plan;
  const errors = active.isFetching ? {} : fieldErrors(t, active.error);
  const today = isoDate(dateIn('Asia/Almaty', corridor ? new Date(corridor.now) : new Date()));

  function go(next: Question, view: Record<string, string | null>) {
    const target = toParams(next);
    for (const name of ['view', 'all', 'origins']) {
      const value = view[name] === undefined ? params.get(name) : view[name];
      if (value) target.set(name, value);
    }
    navigate('plan', target);
  }

  function submit() {
    const isSame = toParams(draft).toString() === key;
    if (isSame) void active.refetch();
    else go(draft, { all: null });
  }

  const views = {
    isRace,
    onView: (view: 'ways' | 'race') => go(question, { view: view === 'race' ? 'race' : null, all: null }),
  };
  return (
    <>
      <QuestionForm
        question={draft}
        errors={errors}
        today={today}
        isSearching={active.isFetching}
        onChange={(change) => setDraft({ ...draft, ...change })}
        onSubmit={submit}
        onCancel={() => void queryClient.cancelQueries({ queryKey: isRace ? raceKey(race) : planKey(request) })}
      />
      {isRace ? (
        <RaceView answer={raced.data} error={raced.error} isFetching={raced.isFetching} origins={origins} onOrigins={(next) => go(question, { origins: next.join(',') })} views={views} />
      ) : (
        <ResultView
          to={question.to}
          answer={plan.data}
          error={plan.error}
          isFetching={plan.isFetching}
          isStale={plan.isPlaceholderData}
          showsAll={showsAll}
          onShowAll={() => go(question, { all: showsAll ? null : 'yes' })}
          views={views}
        />
      )}
    </>
  );
}
