import { translated, useT } from '../i18n';

const FORMS: Record<string, string> = { expected: 'life-draft', arrived: 'life-plan', working: 'life-way', complete: 'life-done' };

/** How far a visit has come. */
export function StageChip({ stage }: { stage: string }) {
  const t = useT();
  return <span className={`chip ${FORMS[stage] ?? 'none'}`}>{translated(t, `hub.stage.${stage}`) ?? stage}</span>;
}
