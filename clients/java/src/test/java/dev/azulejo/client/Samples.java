package dev.azulejo.client;

/// What the API says, as short as it can be.
final class Samples {
    private Samples() {}

    static String job(String id, String status) {
        return job(id, status, "", "null");
    }

    static String job(String id, String status, String results, String problem) {
        return """
                {"id": "%s", "status": "%s", "attempt": 0, "createdAt": "2026-11-27T10:00:00Z", "endedAt": null,
                 "input": {"upload": "u1", "name": "a.png", "bytes": 7, "from": null, "url": null}, "options": {"recipe": "auto"},
                 "recipe": null, "chosen": null, "size": null,
                 "progress": {"stage": null, "tiles": {"done": 0, "all": 0}, "megapixels": {"done": 0, "all": 0},
                              "secondsLeft": null},
                 "results": [%s], "warnings": [], "seconds": {}, "problem": %s, "links": {},
                 "what a newer server says": 1}""".formatted(id, status, results, problem);
    }

    static String result(String url, int bytes) {
        return """
                {"name": "a-x2.png", "width": 2, "height": 2, "bytes": %d, "format": "png", "mediaType": "image/png",
                 "url": "%s", "expiresAt": "2026-11-27T11:00:00Z"}""".formatted(bytes, url);
    }

    /// The event of a job, on one line as servers send it.
    static String event(String id, String status) {
        return "event:job\ndata:" + job(id, status).replace("\n", " ") + "\n\n";
    }
}
