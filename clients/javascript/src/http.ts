import type { Problem as Said, UploadPartView } from "./types.js";

/** How often a request is sent at most, and with which pauses, in milliseconds. */
export interface Patience {
  attempts: number;
  /** Each pause is twice as long as the one before, and chance takes up to half of it away. */
  firstPause: number;
  /** No pause is longer; a server that asks for more, by Retry-After, is not asked again. */
  longestPause: number;
  /** How long the answer to a request may take to begin; a transfer takes as long as it likes. */
  silence: number;
}

export const USUAL: Patience = { attempts: 6, firstPause: 500, longestPause: 60_000, silence: 90_000 };

/** The server, or what stands before it, has said no, as RFC 9457 has it. */
export class Problem extends Error {
  /** Which kind of problem it is, such as /v1/problems/invalid; about:blank where the answer was none of the API's. */
  readonly type: string;
  readonly detail: string;
  /** Which fields are wrong, where fields are. */
  readonly errors: NonNullable<Said["errors"]>;

  constructor(readonly status: number, text: string) {
    const said = parsed(text);
    const errors = said?.errors ?? [];
    const detail = said?.detail ?? text.slice(0, 200);
    super(`${errors.length > 1 ? errors.map((its) => `${its.pointer} ${its.detail}`).join("; ") : detail} (${status})`);
    this.type = said?.type ?? "about:blank";
    this.detail = detail;
    this.errors = errors;
  }
}

function parsed(text: string): Said | null {
  try {
    const said = JSON.parse(text) as Said | null;
    return typeof said?.detail === "string" ? said : null;
  } catch {
    return null; // a bucket or a gateway answers in a form of its own
  }
}

interface Request {
  body?: BodyInit;
  headers?: { [name: string]: string | undefined };
  /** Links to bytes work without the key, so it is not sent there. */
  withKey?: boolean;
  /** Whether the request may be sent again although it may have been carried out. */
  harmless?: boolean;
}

/** A server and a key for it. */
export class Http {
  readonly server: string;

  constructor(server: string, private readonly key: string, private readonly patience: Patience) {
    this.server = server.replace(/\/+$/, "");
  }

  /** Sends, and again where it may help, and reads the answer. */
  async send<T>(method: string, url: string, request: Request, read: (answer: Response) => Promise<T>): Promise<T> {
    const { harmless = true } = request;
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= this.patience.attempts;
      let least = 0;
      try {
        const answer = await this.#once(method, url, request);
        if (answer.ok) return await read(answer);
        least = (Number(answer.headers.get("Retry-After")) || 0) * 1000;
        const problem = new Problem(answer.status, await answer.text());
        const mayHelp = [429, 503].includes(problem.status) || (harmless && problem.status >= 500);
        if (!mayHelp || last || least > this.patience.longestPause) throw problem;
      } catch (e) {
        if (e instanceof Problem || !harmless || last) throw e;
      }
      const pause = Math.min(this.patience.firstPause * 2 ** (attempt - 1), this.patience.longestPause);
      await new Promise((resolve) => setTimeout(resolve, Math.max(least, pause * (0.5 + Math.random() / 2))));
    }
  }

  async #once(method: string, url: string, { body, headers = {}, withKey = true }: Request): Promise<Response> {
    const given = Object.entries(headers).filter((its): its is [string, string] => its[1] !== undefined);
    const all = new Headers([["Accept", "*/*"], ...given]);
    if (withKey) all.set("Authorization", `Bearer ${this.key}`);
    const beginning = new AbortController();
    const timer = setTimeout(() => beginning.abort(new Error("no answer has come")), this.patience.silence);
    try {
      const signal = body instanceof Blob ? null : beginning.signal; // files take as long as they like
      return await fetch(this.absolute(url), { method, body: body ?? null, headers: all, signal });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Before the next stream of events. */
  rest(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.patience.firstPause));
  }

  absolute(url: string): string {
    return url.startsWith("/") ? this.server + url : url;
  }

  json<T>(method: string, path: string, value?: unknown, more: Request = {}): Promise<T> {
    const headers = { ...(value === undefined ? {} : { "Content-Type": "application/json" }), ...more.headers };
    const request = { ...more, headers, ...(value === undefined ? {} : { body: JSON.stringify(value) }) };
    return this.send(method, path, request, async (answer) => {
      const text = await answer.text();
      return (text ? JSON.parse(text) : undefined) as T;
    });
  }

  /** Puts a part of a file. Bytes are accepted once; a repeat is refused because they are there. */
  async put(part: UploadPartView, body: Blob): Promise<void> {
    try {
      await this.send("PUT", part.url, { body, headers: part.headers, withKey: false }, (answer) => answer.text());
    } catch (e) {
      if (!(e instanceof Problem && (e.status === 412 || e.type === "/v1/problems/not-possible-now"))) throw e;
    }
  }

  /** What is behind a link, which has exactly so many bytes. */
  fetched(url: string, bytes: number): Promise<Blob> {
    return this.send("GET", url, { withKey: false }, async (answer) => {
      const blob = await answer.blob();
      if (blob.size !== bytes) throw new Error(`${blob.size} of ${bytes} bytes came`);
      return blob;
    });
  }

  /** The data of each event of one stream, until it ends or the listener says that it has heard enough. */
  async events<T>(path: string, listener: (data: T) => boolean): Promise<void> {
    await this.send("GET", path, { headers: { Accept: "text/event-stream" } }, async (answer) => {
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        const lines = (rest + piece.value).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          if (line.startsWith("data:") && listener(JSON.parse(line.slice("data:".length)) as T)) {
            await reader.cancel();
            return;
          }
        }
      }
    });
  }
}
