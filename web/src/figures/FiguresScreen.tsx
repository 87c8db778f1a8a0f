import { useT } from '../i18n';
import { navigate, useRoute } from '../route';
import { ClaimsPanel } from './ClaimsPanel';
import { SourcesPanel } from './SourcesPanel';

/** Figures: published claims recomputed, and the sources of everything on screen. */
export function FiguresScreen() {
  const t = useT();
  const { params } = useRoute();
  const showsSources = params.get('show') === 'sources';
  const views = (
    <div className="seg" role="group" aria-label={t('figures.views')}>
      <button type="button" className={showsSources ? '' : 'on'} aria-pressed={!showsSources} onClick={() => navigate('figures')}>
        {t('figures.claims')}
      </button>
      <button type="button" className={showsSources ? 'on' : ''} aria-pressed={showsSources} onClick={() => navigate('figures', new URLSearchParams({ show: 'sources' }))}>
        {t('figures.sources')}
      </button>
    </div>
  );
  return showsSources ? <SourcesPanel views={views} /> : <ClaimsPanel views={views} />;
}
