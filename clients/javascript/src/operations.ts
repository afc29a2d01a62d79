import { Http, type Patience, USUAL } from "./http.js";
import type * as api from "./types.js";

export interface Page {
  limit?: number;
  cursor?: string;
}

export interface JobFilter extends Page {
  status?: api.JobStatus;
  recipe?: string;
  createdFrom?: string;
  createdBefore?: string;
  /** The id of one. */
  batch?: string;
}

export interface Asking {
  /** What the request is called, for a day: the same one starts nothing twice. */
  idempotencyKey?: string;
  /** Up to 25 seconds for the end of the job. */
  wait?: number;
}

const ENDS = ["succeeded", "rejected", "failed", "cancelled", "superseded", "deleted"];

/** One whose end is being told of is still running, though it has a time. A status that is newer than this client goes by that. */
export function hasEnded({ status, endedAt }: api.JobView): boolean {
  return ENDS.includes(status) || (!["queued", "running"].includes(status) && endedAt !== null);
}

function path(...words: string[]): string {
  return `/v1/${words.map(encodeURIComponent).join("/")}`;
}

function query(values: object): string {
  const given = Object.entries(values).filter((its) => its[1] !== undefined);
  return given.length ? `?${new URLSearchParams(given.map(([name, its]) => [name, String(its)]))}` : "";
}

function headers({ idempotencyKey = crypto.randomUUID(), wait }: Asking) {
  return { "Idempotency-Key": idempotencyKey, Prefer: wait === undefined ? undefined : `wait=${wait}` };
}

/** A server, and a key for it: what Azulejo is made of. */
export class Operations {
  /** Not for you. */
  protected readonly http: Http;

  constructor(server: string, key: string, patience: Partial<Patience> = {}) {
    this.http = new Http(server, key, { ...USUAL, ...patience });
  }

  #get<T>(...words: string[]): Promise<T> {
    return this.http.json("GET", path(...words));
  }

  #list<T>(page: object, ...words: string[]): Promise<T> {
    return this.http.json("GET", path(...words) + query(page));
  }

  /** Not sent again where an answer was lost. */
  #post<T>(...words: string[]): Promise<T> {
    return this.http.json("POST", path(...words), undefined, { harmless: false });
  }

  #delete(...words: string[]): Promise<void> {
    return this.http.json("DELETE", path(...words));
  }

  // Uploads.

  createUpload(upload: api.NewUpload): Promise<api.UploadView> {
    return this.http.json("POST", path("uploads"), upload, { headers: headers({}) });
  }

  listUploads(page: Page = {}): Promise<api.UploadPageView> {
    return this.#list(page, "uploads");
  }

  getUpload(id: string): Promise<api.HeldUpload> {
    return this.#get("uploads", id);
  }

  deleteUpload(id: string): Promise<void> {
    return this.#delete("uploads", id);
  }

  // Jobs.

  /** What a job would come to; nothing is started. */
  createQuote(order: api.JobRequest): Promise<api.QuoteView> {
    return this.http.json("POST", path("quotes"), order);
  }

  /** Starts a job, or finds the one that the same request has started. */
  createJob(order: api.JobRequest, asking: Asking = {}): Promise<api.JobView> {
    return this.http.json("POST", path("jobs"), order, { headers: headers(asking) });
  }

  listJobs(filter: JobFilter = {}): Promise<api.JobPageView> {
    return this.#list(filter, "jobs");
  }

  getJob(id: string): Promise<api.JobView> {
    return this.#get("jobs", id);
  }

  /** The job at each change, by one stream, which may end before the job has: see wait. */
  followJob(id: string, listener: (job: api.JobView) => void): Promise<void> {
    return this.http.events<api.JobView>(path("jobs", id, "events"), (job) => {
      listener(job);
      return hasEnded(job);
    });
  }

  getJobPreview(id: string): Promise<api.PreviewView> {
    return this.#get("jobs", id, "preview");
  }

  cancelJob(id: string): Promise<api.JobView> {
    return this.#post("jobs", id, "cancel");
  }

  redriveJob(id: string): Promise<api.JobView> {
    return this.#post("jobs", id, "redrive");
  }

  deleteJob(id: string): Promise<void> {
    return this.#delete("jobs", id);
  }

  // Batches.

  /** Starts up to 1,000 jobs, all or none. What a job says itself goes before the options for all. */
  createBatch(batch: api.BatchRequest, asking: Asking = {}): Promise<api.BatchView> {
    return this.http.json("POST", path("batches"), batch, { headers: headers({ ...asking, wait: undefined }) });
  }

  listBatches(page: Page = {}): Promise<api.BatchPageView> {
    return this.#list(page, "batches");
  }

  getBatch(id: string): Promise<api.BatchView> {
    return this.#get("batches", id);
  }

  cancelBatch(id: string): Promise<api.BatchView> {
    return this.#post("batches", id, "cancel");
  }

  // Webhooks. What is sent to them, verify believes or not.

  createWebhook(webhook: api.NewWebhook): Promise<api.SecretView> {
    return this.http.json("POST", path("webhooks"), webhook, { headers: headers({}) });
  }

  listWebhooks(): Promise<api.WebhooksView> {
    return this.#get("webhooks");
  }

  getWebhook(id: string): Promise<api.WebhookView> {
    return this.#get("webhooks", id);
  }

  /** What is left out stays. */
  changeWebhook(id: string, change: api.WebhookChange): Promise<api.WebhookView> {
    return this.http.json("PATCH", path("webhooks", id), change);
  }

  deleteWebhook(id: string): Promise<void> {
    return this.#delete("webhooks", id);
  }

  testWebhook(id: string): Promise<api.DeliveryView> {
    return this.#post("webhooks", id, "test");
  }

  enableWebhook(id: string): Promise<api.WebhookView> {
    return this.#post("webhooks", id, "enable");
  }

  /** Makes a new secret; for a day the one before signs as well. */
  rotateWebhookSecret(id: string): Promise<api.SecretView> {
    return this.#post("webhooks", id, "rotate");
  }

  listWebhookDeliveries(id: string, page: Page = {}): Promise<api.DeliveryPageView> {
    return this.#list(page, "webhooks", id, "deliveries");
  }

  resendWebhookDelivery(id: string, event: string): Promise<api.DeliveryView> {
    return this.#post("webhooks", id, "deliveries", event, "resend");
  }

  // What the server can do, and how much of it.

  listRecipes(): Promise<api.RecipesView> {
    return this.#get("recipes");
  }

  listModels(): Promise<api.ModelsView> {
    return this.#get("models");
  }

  /** A JSON Schema. */
  getOptionsSchema(): Promise<{ [name: string]: unknown }> {
    return this.#get("options");
  }

  getLimits(): Promise<api.LimitsView> {
    return this.#get("limits");
  }

  /** By key and day, the newest first. Days are such as 2026-12-01; without them, the last 35. */
  listUsage(span: Page & { from?: string; to?: string } = {}): Promise<api.UsagePageView> {
    return this.#list(span, "usage");
  }

  getHealth(): Promise<api.Health> {
    return this.#get("health");
  }

  /** A Problem with the status 503 if no jobs can be taken. */
  getReadiness(): Promise<api.Ready> {
    return this.#get("ready");
  }

  // The words of other APIs.

  createEnhancement(request: api.EnhanceRequest, asking: Asking = {}): Promise<api.EnhancementView> {
    return this.http.json("POST", path("enhance"), request, { headers: headers(asking) });
  }

  getEnhancement(id: string): Promise<api.EnhancementView> {
    return this.#get("enhance", id);
  }

  // Tenants, for the owner of a server alone.

  listTenants(): Promise<api.TenantsView> {
    return this.#get("tenants");
  }

  getTenant(tenant: string): Promise<api.HoldingView> {
    return this.#get("tenants", tenant);
  }

  listTenantJobs(tenant: string, page: Page = {}): Promise<api.JobPageView> {
    return this.#list(page, "tenants", tenant, "jobs");
  }

  listTenantUploads(tenant: string, page: Page = {}): Promise<api.UploadPageView> {
    return this.#list(page, "tenants", tenant, "uploads");
  }

  cancelTenantJobs(tenant: string): Promise<api.CancelledView> {
    return this.#post("tenants", tenant, "cancel");
  }

  /** Removes all that a tenant has; where some is left, as time was up, erase again. */
  eraseTenant(tenant: string): Promise<api.ErasedView> {
    return this.http.json("DELETE", path("tenants", tenant) + query({ confirm: tenant }));
  }
}
