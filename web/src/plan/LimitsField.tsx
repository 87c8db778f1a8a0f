import { useEffect, useRef, useState } from 'react';

import { useCrossings, useUnitTypes } from '../api/queries';
import { nameIn } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import type { FieldErrors } from './problems';
import { CRITERIA, limitsSet, list, type Question } from './question';

type Change = (change: Partial<Question>) => void;

/** Modes and limits: what the cargo needs and what the way must avoid. */
export function LimitsField({ question, onChange, errors }: { question: Question; onChange: Change; errors: FieldErrors }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const count = limitsSet(question);
  const bad = (['unit', 'temperature', 'dangerous', 'value', 'window', 'criteria', 'avoidCrossings', 'avoidCountries', 'currency'] as const).find((name) => errors[name]);

  useEffect(() => {
    if (!open) return undefined;
    const onPointerDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    window.addEventListener('pointerdown', onPointerDown);
    return () => window.removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  return (
    <div
      className={`fld fld-limits ${bad ? 'bad' : ''}`}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) {
          setOpen(false);
          button.current?.focus();
        }
      }}
    >
      <button ref={button} type="button" className="limits-button" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="xs t3">{t('form.limits')}</span>
        <span className="v">
          <span className="el">{count === 0 ? t('form.limits_none') : t('form.limits_set', { count })}</span>
          <Icon name="down" />
        </span>
      </button>
      {bad && !open && (
        <div className="fld-error" role="alert">
          {errors[bad]}
        </div>
      )}
      {open && (
        <div className="limits" role="dialog" aria-label={t('form.limits')}>
          <Needs question={question} onChange={onChange} errors={errors} />
          <Avoid question={question} onChange={onChange} />
          <Ways question={question} onChange={onChange} />
        </div>
      )}
    </div>
  );
}

function Needs({ question, onChange, errors }: { question: Question; onChange: Change; errors: FieldErrors }) {
  const t = useT();
  const language = useLanguage();
  const units = useUnitTypes().data ?? [];
  return (
    <fieldset>
      <legend>{t('limits.cargo')}</legend>
      <label>
        <span>{t('limits.unit')}</span>
        <select value={question.unit} onChange={(event) => onChange({ unit: event.target.value })}>
          <option value="">{t('limits.unit_any')}</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.id}: {nameIn(language, unit.name)}
            </option>
          ))}
        </select>
      </label>
      <Text name="temperature" label={t('limits.temperature')} hint="-18" {...{ question, onChange, errors }} />
      <Text name="dangerous" label={t('limits.dangerous')} hint="UN3480" {...{ question, onChange, errors }} />
      <Text name="value" label={t('limits.value', { currency: question.currency })} hint="264000" {...{ question, onChange, errors }} />
      <Text name="window" label={t('limits.window')} hint="14" {...{ question, onChange, errors }} />
      <label>
        <span>{t('limits.currency')}</span>
        <select value={question.currency} onChange={(event) => onChange({ currency: event.target.value })}>
          {['USD', 'CNY', 'KZT', 'EUR', 'RUB'].map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

function Text({ name, label, hint, question, onChange, errors }: {
  name: 'temperature' | 'dangerous' | 'value' | 'window';
  label: string;
  hint: string;
  question: Question;
  onChange: Change;
  errors: FieldErrors;
}) {
  return (
    <label className={errors[name] ? 'bad' : ''}>
      <span>{label}</span>
      <input value={question[name]} placeholder={hint} aria-invalid={Boolean(errors[name])} onChange={(event) => onChange({ [name]: event.target.value })} />
      {errors[name] && <span className="words">{errors[name]}</span>}
    </label>
  );
}

function Avoid({ question, onChange }: { question: Question; onChange: Change }) {
  const t = useT();
  const language = useLanguage();
  const crossings = useCrossings().data ?? [];
  const [countries, setCountries] = useState(question.avoidCountries.join(', '));
  return (
    <fieldset>
      <legend>{t('limits.avoid_crossings')}</legend>
      <div className="checks" tabIndex={0} role="group" aria-label={t('limits.avoid_crossings')}>
        {crossings.map((crossing) => (
          <Check
            key={crossing.id}
            label={nameIn(language, crossing.name)}
            on={question.avoidCrossings.includes(crossing.id)}
            onChange={(on) => onChange({ avoidCrossings: toggled(question.avoidCrossings, crossing.id, on) })}
          />
        ))}
      </div>
      <label>
        <span>{t('limits.avoid_countries')}</span>
        <input
          value={countries}
          placeholder="RU, BY"
          onChange={(event) => {
            setCountries(event.target.value);
            onChange({ avoidCountries: list(event.target.value.toUpperCase()) });
          }}
        />
      </label>
    </fieldset>
  );
}

function Ways({ question, onChange }: { question: Question; onChange: Change }) {
  const t = useT();
  const chosen = question.criteria.length === 0 ? [...CRITERIA] : question.criteria;
  return (
    <fieldset>
      <legend>{t('limits.ways')}</legend>
      <Check label={t('limits.split')} on={question.split} onChange={(split) => onChange({ split })} />
      <Check label={t('limits.share')} on={question.share} onChange={(share) => onChange({ share })} />
      <Check label={t('limits.published')} on={question.published} onChange={(published) => onChange({ published })} />
      <legend className="second">{t('limits.criteria')}</legend>
      {CRITERIA.map((criterion) => (
        <Check
          key={criterion}
          label={t(`criteria.${criterion}`)}
          on={chosen.includes(criterion)}
          onChange={(on) => {
            const next = CRITERIA.filter((known) => (known === criterion ? on : chosen.includes(known)));
            onChange({ criteria: next.length === CRITERIA.length ? [] : next });
          }}
        />
      ))}
    </fieldset>
  );
}

function Check({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

function toggled(values: readonly string[], value: string, on: boolean): string[] {
  return on ? [...values, value] : values.filter((known) => known !== value);
}
