import type { ReactNode } from 'react';

import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { href } from '../route';
import { useIsCustomer } from '../session/session';

/** Shows a hub's floor to who may see it; customers are led to what is theirs there. */
export function SeesFloor({ children }: { children: ReactNode }) {
  const t = useT();
  if (!useIsCustomer()) return children;
  const way = (
    <a className="btn p" href={href('at-hubs')}>
      <Icon name="at-hubs" />
      {t('screen.at-hubs')}
    </a>
  );
  return (
    <section className="panel hub-alone" aria-label={t('screen.hub')}>
      <Nothing title={t('at_hubs.no_floor')} action={way}>
        {t('at_hubs.no_floor_words')}
      </Nothing>
    </section>
  );
}
