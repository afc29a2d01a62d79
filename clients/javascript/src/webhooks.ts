import type { JobEvent } from "./types.js";

/** Seconds: how far clocks may differ, and how late a copy of a call is refused. */
const TOLERANCE = 300;
const PREFIX = "whsec_";

/** A call that pretends to be from a webhook of ours, or comes too late to be believed: answer 401. */
export class NotGenuine extends Error {}

type Headers = { get(name: string): string | null } | { [name: string]: string | string[] | undefined };

/**
 * The event, if one of these secrets has signed it in these minutes; else it throws NotGenuine (Standard Webhooks).
 *
 * @param body what came, byte for byte: another form of the same JSON has another signature
 * @param headers of the request, as fetch or as node has them (in small letters)
 * @param secrets two while one replaces the other
 */
export async function verify(body: Uint8Array | string, headers: Headers, ...secrets: string[]): Promise<JobEvent> {
  if (secrets.length === 0) throw new TypeError("without a secret nothing can be verified");
  const keys = await Promise.all(secrets.map(imported));
  const sent = header(headers, "webhook-timestamp");
  if (!/^[0-9]{1,12}$/.test(sent)) throw new NotGenuine("there is no time of sending");
  const away = Math.abs(Date.now() / 1000 - Number(sent));
  if (away > TOLERANCE) throw new NotGenuine(`it was sent ${away.toFixed()} seconds from now`);
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const start = new TextEncoder().encode(`${header(headers, "webhook-id")}.${sent}.`);
  const signed = new Uint8Array(start.length + bytes.length);
  signed.set(start);
  signed.set(bytes, start.length);
  const signatures = header(headers, "webhook-signature").split(" ").filter((its) => its.startsWith("v1,"));
  for (const key of keys) {
    for (const signature of signatures) {
      const theirs = decoded(signature.slice("v1,".length));
      if (theirs && (await crypto.subtle.verify("HMAC", key, theirs, signed))) {
        return JSON.parse(new TextDecoder().decode(bytes)) as JobEvent;
      }
    }
  }
  throw new NotGenuine("no secret of ours has signed it");
}

function header(headers: Headers, name: string): string {
  const value = typeof headers.get === "function" ? headers.get(name) : (headers as { [name: string]: unknown })[name];
  return typeof value === "string" ? value : "";
}

function imported(secret: string): Promise<CryptoKey> {
  const bytes = secret.startsWith(PREFIX) ? decoded(secret.slice(PREFIX.length)) : null;
  if (!bytes?.length) throw new TypeError(`a secret begins with ${PREFIX}, and the rest is Base64`);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

/** Base64, or null where it is none. */
function decoded(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
