import { useState } from 'react';

import { useConsignment } from '../consignments/queries';
import { useT } from '../i18n';
import { Failure, Waiting } from '../plan/States';
import { changed, navigate, useRoute } from '../route';
import { ChooseConsignment } from './ChooseConsignment';
import { OffersView } from './OffersView';
import { useOffers } from './queries';

/** Books a way: chooses or makes the consignment, then shows what can be had, for how much, and why the rest cannot. */
export default function BookingScreen() {
  const t = useT();
  const { params } = useRoute();
  const id = params.get('consignment');
  const consignment = useConsignment(id);
  const offers = useOffers(id);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!id) return <ChooseConsignment params={params} onChosen={(next) => navigate('book', changed(params, { consignment: next }))} />;
  if (consignment.data && offers.data) {
    return <OffersView consignment={consignment.data} answer={offers.data} isFetching={offers.isFetching} runs={params.get('runs')} chosen={chosen} onChoose={setChosen} onAgain={() => void offers.refetch()} isReroute={params.get('for') === 'reroute'} />;
  }
  const error = consignment.error ?? offers.error;
  return (
    <section className="panel gate" aria-busy={!error}>
      <div className="ph tall">
        <h1>{t('screen.book')}</h1>
        <span className="c s">{error ? '' : t('book.searching')}</span>
      </div>
      {error ? <Failure error={error} /> : <Waiting rows={8} />}
    </section>
  );
}
