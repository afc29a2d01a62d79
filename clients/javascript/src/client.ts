import { hasEnded, type JobFilter, Operations, type Page } from "./operations.js";
import type * as api from "./types.js";

/** A job has ended without a result; job says more. */
export class NoResult extends Error {
  constructor(readonly job: api.JobView) {
    super(`the job is ${job.status}${job.problem ? `: ${job.problem.detail} (${job.problem.reason})` : ""}`);
  }
}

/**
 * A server, as `azulejo serve` prints its address, and a key for it. The operations of the API are methods, each by the name that
 * it has in the API's document; a few more do several at once.
 *
 * What the server refuses is a Problem. Where it may help, requests are sent again first: see Patience. Works in node 20 or newer,
 * and in browsers on pages of origins that the server allows.
 */
export class Azulejo extends Operations {
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
      await this.http.put(part, file.slice(offset, offset + part.bytes));
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
      await this.http.rest();
    }
  }

  download(result: api.ResultView): Promise<Blob> {
    return this.http.fetched(result.url, result.bytes);
  }

  /** A link to bytes, or to a stream of events, as a whole address. */
  absolute(url: string): string {
    return this.http.absolute(url);
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

  /** Of the last 35 days, by key and day, the newest first. */
  usage(): AsyncGenerator<api.UsageView> {
    return this.#all((cursor) => this.listUsage({ limit: 100, ...cursor }), (page) => page.usage);
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
}
