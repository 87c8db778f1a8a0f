import type { components } from './schema';

type Schemas = components['schemas'];

/* The JSON of imports, discrepancies and webhooks, as `docs/openapi.json` says it. */
export type DeliveriesAnswer = Schemas['DeliveriesAnswer'];
export type WebhookDelivery = DeliveriesAnswer['items'][number];
export type DiscrepancyAction = Schemas['DiscrepancyAction'];
export type DiscrepancyRow = Schemas['DiscrepancyRow'];
export type ImportAnswer = Schemas['ImportAnswer'];
export type ImportResult = Schemas['RowResult'];
export type ImportRow = Schemas['ImportRow'];
export type SecretAnswer = Schemas['SecretAnswer'];
export type SentAnswer = Schemas['SentAnswer'];
export type WebhookView = Schemas['WebhookView'];
export type WebhooksAnswer = Schemas['WebhooksAnswer'];
