import { Http, type Patience, USUAL } from "./http.js";
import type * as api from "./types.js";

/** A job has ended without a result; job says more. */
export class NoResult extends Error {
  constructor(readonly job: api.JobView) {
    super(`the job is ${job.status}${job.problem ? `: ${job.problem.detail} (${job.problem.reason})` : ""}`);
  }
}

interface Page {
  limit?: number;
  cursor?: string;
}

interface JobFilter extends Page {
  status?: api.JobStatus;
  recipe?: string;
  createdFrom?: string;
  createdBefore?: string;
  /** The id of one. */
  batch?: string;
}

interface Asking {
  /** What the request is called, for a day: the same one starts nothing twice. */
  idempotencyKey?: string;
  /** Up to 25 seconds for the end of the job. */
  wait?: number;
}

const ENDS = ["succeeded", "rejected", "failed", "cancelled", "superseded", "deleted"];

/** One whose end is being told of is still running, though it has a time. A status that is newer than this client goes by that. */
function hasEnded({ status, endedAt }: api.JobView): boolean {
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

/**
 * A server, as `azulejo serve` prints its address, and a key for it. The operations of the API are methods, each by the name that
 * it has in the API's document; a few more do several at once.
 *
 * What the server refuses is a Problem. Where it may help, requests are sent again first: see Patience. Works in node 20 or newer,
 * and in browsers on pages of origins that the server allows.
 */
export class Azulejo {
  readonly #http: Http;

  constructor(server: string, key: string, patience: Partial<Patience> = {}) {
    this.#http = new Http(server, key, { ...USUAL, ...patience });
  }

  // Several operations at once.

  /** Uploads a file, has it enhanced, waits for the end and fetches the result; throws NoResult if there is none. */
  async enhance(file: Blob, name: string, options: api.Options = {}): Promise<Blob> {
    const upload = await this.upload(file, name);
    const job = await this.wait((await this.createJob({ input: { upload: upload.id }, options })).id);
    const result = job.results[0];
    if (job.status !== "succeeded" || !result) throw new NoResult(job);
    return this.download(result);
  }

  /** Announces a file and sends its bytes. Of a file on a disk, `openAsBlob` of node:fs makes a Blob that is read as it is sent. */
  async upload(file: Blob, name: string): Promise<api.UploadView> {
    const announced = await this.createUpload({ name, bytes: file.size });
    let offset = 0;
    for (const part of announced.parts) {
      await this.#http.put(part, file.slice(offset, offset + part.bytes));
      offset += part.bytes;
    }
    return announced;
  }

  /** Waits until a job has ended, however it ends; the listener hears of it as it is now, and of each change. */
  async wait(job: string, listener: (job: api.JobView) => void = () => {}): Promise<api.JobView> {
    for (;;) {
      let last: api.JobView | undefined;
      // In the cloud a stream ends after 20 seconds; then the next one begins.
      await this.followJob(job, (now) => listener((last = now)));
      last ??= await this.getJob(job);
      if (hasEnded(last)) return last;
      await this.#http.rest();
    }
  }

  download(result: api.ResultView): Promise<Blob> {
    return this.#http.fetched(result.url, result.bytes);
  }

  /** A link to bytes, or to a stream of events, as a whole address. */
  absolute(url: string): string {
    return this.#http.absolute(url);
  }

  /** All jobs, the newest first; asked for by pages, as they are looked at. */
  jobs(filter: JobFilter = {}): AsyncGenerator<api.JobView> {
    return this.#all((cursor) => this.listJobs({ limit: 100, ...filter, ...cursor }), (page) => page.jobs);
  }

  uploads(): AsyncGenerator<api.HeldUpload> {
    return this.#all((cursor) => this.listUploads({ limit: 100, ...cursor }), (page) => page.uploads);
  }

  batches(): AsyncGenerator<api.BatchBriefView> {
    return this.#all((cursor) => this.listBatches({ limit: 100, ...cursor }), (page) => page.batches);
  }

  deliveries(webhook: string): AsyncGenerator<api.DeliveryView> {
    const list = (cursor: Page) => this.listWebhookDeliveries(webhook, { limit: 100, ...cursor });
    return this.#all(list, (page) => page.deliveries);
  }

  async *#all<P extends { next: string | null }, T>(list: (cursor: Page) => Promise<P>, items: (page: P) => T[]) {
    let cursor: Page = {};
    for (;;) {
      const page = await list(cursor);
      yield* items(page);
      if (page.next === null) return;
      cursor = { cursor: page.next };
    }
  }

  #get<T>(...words: string[]): Promise<T> {
    return this.#http.json("GET", path(...words));
  }

  #list<T>(page: object, ...words: string[]): Promise<T> {
    return this.#http.json("GET", path(...words) + query(page));
  }

  /** Not sent again where an answer was lost. */
  #post<T>(...words: string[]): Promise<T> {
    return this.#http.json("POST", path(...words), undefined, { harmless: false });
  }

  #delete(...words: string[]): Promise<void> {
    return this.#http.json("DELETE", path(...words));
  }

  // Uploads.

  createUpload(upload: api.NewUpload): Promise<api.UploadView> {
    return this.#http.json("POST", path("uploads"), upload, { headers: headers({}) });
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
    return this.#http.json("POST", path("quotes"), order);
  }

  /** Starts a job, or finds the one that the same request has started. */
  createJob(order: api.JobRequest, asking: Asking = {}): Promise<api.JobView> {
    return this.#http.json("POST", path("jobs"), order, { headers: headers(asking) });
  }

  listJobs(filter: JobFilter = {}): Promise<api.JobPageView> {
    return this.#list(filter, "jobs");
  }

  getJob(id: string): Promise<api.JobView> {
    return this.#get("jobs", id);
  }

  /** The job at each change, by one stream, which may end before the job has: see wait. */
  followJob(id: string, listener: (job: api.JobView) => void): Promise<void> {
    return this.#http.events<api.JobView>(path("jobs", id, "events"), (job) => {
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
    return this.#http.json("POST", path("batches"), batch, { headers: headers({ ...asking, wait: undefined }) });
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
    return this.#http.json("POST", path("webhooks"), webhook, { headers: headers({}) });
  }

  listWebhooks(): Promise<api.WebhooksView> {
    return this.#get("webhooks");
  }

  getWebhook(id: string): Promise<api.WebhookView> {
    return this.#get("webhooks", id);
  }

  /** What is left out stays. */
  changeWebhook(id: string, change: api.WebhookChange): Promise<api.WebhookView> {
    return this.#http.json("PATCH", path("webhooks", id), change);
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

  getHealth(): Promise<api.Health> {
    return this.#get("health");
  }

  /** A Problem with the status 503 if no jobs can be taken. */
  getReadiness(): Promise<api.Ready> {
    return this.#get("ready");
  }

  // The words of other APIs.

  createEnhancement(request: api.EnhanceRequest, asking: Asking = {}): Promise<api.EnhancementView> {
    return this.#http.json("POST", path("enhance"), request, { headers: headers(asking) });
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
    return this.#http.json("DELETE", path("tenants", tenant) + query({ confirm: tenant }));
  }
}
