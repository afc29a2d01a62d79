package dev.azulejo.api.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// The answers of an operation beside those that its resource declares: by its kind, and by a table of
/// exceptions. Tests compare all answers that they see with the document, so a missing row is found.
final class Answers {
    /// The header of a page of a list, or of one object, that has a tag.
    private static final String TAGGED = "ETag";

    /// The descriptions of answers, by their status.
    static final Map<Integer, String> PROBLEMS = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "The request is not what is expected, or its body is not JSON"),
            Map.entry(401, "There is no valid key"),
            Map.entry(402, "The month's megapixels are used"),
            Map.entry(403, "The link is no longer valid, or it is more than you may have"),
            Map.entry(404, "There is no such thing of yours"),
            Map.entry(406, "There is no such representation"),
            Map.entry(409, "It is not in a state for that"),
            Map.entry(410, "It was deleted"),
            Map.entry(412, "It has changed since you saw it: If-Match"),
            Map.entry(413, "There are too many bytes"),
            Map.entry(414, "The address is too long"),
            Map.entry(415, "The body is of another kind"),
            Map.entry(416, "There are no such bytes"),
            Map.entry(422, "Some fields or parameters are wrong"),
            Map.entry(429, "There are too many requests, or too much is open"),
            Map.entry(500, "Something broke that is not your fault"),
            Map.entry(503, "Something that is needed does not answer now; try again later")));

    /// @param statuses beside those of every operation like it
    /// @param headers of answers that are no problems
    record Row(List<Integer> statuses, List<String> headers) {}

    private static final Map<String, Row> ROWS = Map.ofEntries(
            row("createJob", "402 403 404 409 410 413", "Location Preference-Applied"),
            row("listJobs", "", TAGGED),
            row("getJob", "410", TAGGED),
            row("followJob", "403 410", ""),
            row("getJobPreview", "409 410", ""),
            row("cancelJob", "409", "Location"),
            row("redriveJob", "402 403 409 410", "Location"),
            row("deleteJob", "409", ""),
            row("createBatch", "402 403 404 409 410 413", "Location"),
            row("getBatch", "", TAGGED),
            row("listBatches", "", TAGGED),
            row("cancelBatch", "", "Location"),
            row("createQuote", "403 404 409 410 413", ""),
            row("createEnhancement", "402 403 404 409 410 413", "Location"),
            row("getEnhancement", "410", ""),
            row("createUpload", "410 413", "Location"),
            row("listUploads", "", TAGGED),
            row("getUpload", "410", TAGGED),
            row("deleteUpload", "409", ""),
            row("createWebhook", "409 410", "Location"),
            row("getWebhook", "", TAGGED),
            row("testWebhook", "409", ""),
            row("resendWebhookDelivery", "409", ""),
            row("listRecipes", "", TAGGED),
            row("listModels", "", TAGGED),
            row("getOptionsSchema", "", TAGGED),
            row("listTenants", "404", ""),
            row("vote", "409", ""),
            row("getReadiness", "503", ""),
            row("getContent", "403 412 416 429 503", "Accept-Ranges ETag"),
            row("putContent", "403 409 410 413 429 503", ""));

    private Answers() {}

    private static Map.Entry<String, Row> row(String operation, String statuses, String headers) {
        return Map.entry(
                operation,
                new Row(
                        words(statuses).map(Integer::valueOf).toList(),
                        words(headers).toList()));
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
    }

    private static Row of(Operation operation) {
        return Optional.ofNullable(ROWS.get(operation.getOperationId())).orElse(new Row(List.of(), List.of()));
    }

    static List<String> headers(Operation operation) {
        return of(operation).headers();
    }

    static boolean isTagged(Operation operation) {
        return of(operation).headers().contains(TAGGED);
    }

    /// The operations in the table, all of which must be in the document.
    static Set<String> named() {
        return ROWS.keySet();
    }

    /// @param isOpen whether it needs no key
    static Set<Integer> problems(String path, Operation operation, boolean isOpen) {
        var statuses = new TreeSet<>(of(operation).statuses());
        statuses.addAll(List.of(400, 422, 500));
        if (!isOpen) {
            statuses.addAll(List.of(401, 429, 503));
        }
        var parameters = Optional.ofNullable(operation.getParameters()).orElse(List.of());
        if (isTagged(operation) || parameters.stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()))) {
            statuses.add(412);
        }
        if (parameters.stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.QUERY)) {
            statuses.add(414);
        }
        if (path.contains("{")) {
            statuses.add(404);
        }
        var body = operation.getRequestBody();
        if (body != null && body.getContent().hasMediaType("application/json")) {
            statuses.addAll(List.of(413, 415));
        }
        if (operation.getResponses().getAPIResponses().values().stream()
                .anyMatch(response -> response.getContent() != null)) {
            statuses.add(406);
        }
        return statuses;
    }
}
