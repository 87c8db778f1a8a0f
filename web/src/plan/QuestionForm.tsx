import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { CargoField } from './CargoField';
import { DateField } from './DateField';
import { errorId, Field } from './Field';
import { LimitsField } from './LimitsField';
import { PlaceField } from './PlaceField';
import type { FieldErrors } from './problems';
import type { Question } from './question';

/** From, to, cargo, dates and limits in one row. */
export function QuestionForm({ question, errors, today, isSearching, onChange, onSubmit, onCancel }: {
  question: Question;
  errors: FieldErrors;
  today: string;
  isSearching: boolean;
  onChange: (change: Partial<Question>) => void;
  onSubmit: () => void;
  onCancel: () => void;
}) {
  const t = useT();
  return (
    <form
      className="panel frm"
      aria-label={t('form.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <PlaceField id="from" className="fld-place" label={t('form.from')} value={question.from} error={errors.from} onChange={(from) => onChange({ from })} />
      <button type="button" className="icon-button swap" aria-label={t('form.swap')} title={t('form.swap')} onClick={() => onChange({ from: question.to, to: question.from })}>
        <Icon name="swap" />
      </button>
      <PlaceField id="to" className="fld-place" label={t('form.to')} value={question.to} error={errors.to} onChange={(to) => onChange({ to })} />
      <CargoField value={question.cargo} error={errors.cargo} onChange={(cargo) => onChange({ cargo })} />
      <Field id="quantity" label={t('form.quantity')} error={errors.quantity} className="fld-quantity">
        <span className="v">
          <input
            id="quantity"
            value={question.quantity}
            placeholder="1200 t"
            autoComplete="off"
            aria-invalid={Boolean(errors.quantity)}
            aria-describedby={errorId('quantity', errors.quantity)}
            onChange={(event) => onChange({ quantity: event.target.value })}
          />
        </span>
      </Field>
      <DateField id="ready" label={t('form.ready')} value={question.ready} today={today} error={errors.ready} onChange={(ready) => onChange({ ready })} />
      <DateField id="by" optional label={t('form.by')} value={question.by} today={today} error={errors.by} onChange={(by) => onChange({ by })} />
      <LimitsField question={question} onChange={onChange} errors={errors} />
      {isSearching ? (
        <button type="button" className="btn find" onClick={onCancel}>
          {t('form.cancel')}
        </button>
      ) : (
        <button type="submit" className="btn p find">
          {t('form.find')}
        </button>
      )}
    </form>
  );
}
