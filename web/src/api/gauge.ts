import type { components } from './schema';

type Schemas = components['schemas'];

/* The JSON of gauge changes, as `docs/openapi.json` says it. */
export type GaugePlan = Schemas['GaugeChangeAnswer'];
export type GaugeChangeRow = Schemas['GaugeChangeRow'];
export type GaugeDocument = Schemas['GaugeDocument'];
export type GaugeUnit = Schemas['GaugeUnitRow'];
export type GaugeException = Schemas['GaugeExceptionView'];
export type GaugeExceptionKind = Schemas['GaugeExceptionKindView'];
export type GaugeNote = Schemas['SupplementaryNoteView'];
export type GaugeSignature = Schemas['GaugeSignatureView'];
