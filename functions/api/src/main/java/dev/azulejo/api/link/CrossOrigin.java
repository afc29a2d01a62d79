package dev.azulejo.api.link;

import java.util.Map;

/// The fields by which a browser lets a page of another origin use the API (WHATWG Fetch, 3.3). There are
/// no cookies, so pages never need credentials.
public final class CrossOrigin {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    /// The fields that our clients send.
    private static final String FIELDS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, Last-Event-ID, Prefer, Range,"
                    + " x-amz-checksum-sha256";

    /// The fields of an answer that pages may read, beside those that every page may.
    private static final String READABLE =
            "Accept-Ranges, Content-Range, ETag, Location, Preference-Applied, RateLimit,"
                    + " RateLimit-Policy, Retry-After, X-Request-Id";

    private static final String SECONDS_KEPT = "7200";

    private CrossOrigin() {}

    /// The fields of the answer to a preflight, a browser's request of the method OPTIONS.
    public static Map<String, String> preflight(String origin) {
        return Map.of(
                ALLOW_ORIGIN,
                origin,
                "Access-Control-Allow-Methods",
                METHODS,
                "Access-Control-Allow-Headers",
                FIELDS,
                "Access-Control-Max-Age",
                SECONDS_KEPT);
    }

    public static Map<String, String> answer(String origin) {
        return Map.of(ALLOW_ORIGIN, origin, "Access-Control-Expose-Headers", READABLE);
    }
}
