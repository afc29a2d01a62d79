package dev.azulejo.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.contract.ApiCaller.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Ben asks for what is Ana's by every operation of the document: each answers as if it did not exist. The
/// operations are read from the document, so that a new one is in, and fails here until somebody says whose
/// its names are.
public abstract class ApiTenancyContract {
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    /// What is nobody's, or is opened by another key than a tenant's.
    private static final List<String> OPEN = List.of("/v1/content/", "/v1/problems/", "/v1/arenas/");

    protected abstract ApiCaller ana();

    protected abstract ApiCaller ben();

    /// The name of Ana's tenant.
    protected abstract String anasTenant();

    /// Names by the beginning of a path and the variable in it.
    private Map<String, String> anasNames() {
        var upload = ana().upload("a.png", ApiCaller.png(60, 40, 40));
        var body = Map.of("input", Map.of("upload", upload), "options", HALF);
        var job = ana().post("/v1/jobs", body).json().get("id").asText();
        var batch = ana().post("/v1/batches", Map.of("jobs", List.of(body))).json();
        var hook = ana().post("/v1/webhooks", Map.of("url", "https://example.com/hook"))
                .json()
                .at("/webhook/id")
                .asText();
        var event = ana().post("/v1/webhooks/" + hook + "/test", Map.of())
                .json()
                .get("event")
                .asText();
        return new TreeMap<>(Map.of(
                "/v1/jobs/{id}", job,
                "/v1/enhance/{id}", job,
                "/v1/uploads/{id}", upload,
                "/v1/batches/{id}", batch.get("id").asText(),
                "/v1/webhooks/{id}", hook,
                "/v1/webhooks/{event}", event,
                "/v1/tenants/{tenant}", anasTenant()));
    }

    private record Asked(String method, String path, String body) {}

    private static List<Asked> operations(Map<String, String> names) {
        var asked = new ArrayList<Asked>();
        DocumentedAnswers.document().get("paths").properties().forEach(item -> {
            if (item.getKey().contains("{") && OPEN.stream().noneMatch(item.getKey()::startsWith)) {
                var path = filled(item.getKey(), names);
                item.getValue()
                        .properties()
                        .forEach(operation -> asked.add(new Asked(
                                operation.getKey().toUpperCase(Locale.ROOT), path, body(operation.getValue()))));
            }
        });
        return asked;
    }

    private static String body(JsonNode operation) {
        var example = operation.at("/requestBody/content/application~1json/example");
        return example.isMissingNode() ? "" : example.toString();
    }

    private static String filled(String template, Map<String, String> names) {
        var kind = template.replaceFirst("(/v1/[a-z]+/).*", "$1");
        return VARIABLE.matcher(template)
                .replaceAll(variable -> Objects.requireNonNull(
                        names.get(kind + variable.group()), "whose is " + kind + variable.group()));
    }

    @Test
    void whatIsAnothersDoesNotExist() {
        var names = anasNames();
        var operations = operations(names);
        assertThat(operations).hasSizeGreaterThan(20);
        for (var asked : operations) {
            var answer = send(ben(), asked);
            assertThat(answer.status()).as("%s: %s", asked, answer.text()).isEqualTo(404);
            var none = asked.path;
            for (var name : names.values()) {
                none = none.replace(name, madeUp(name));
            }
            var unknown = send(ben(), new Asked(asked.method, none, asked.body));
            assertThat(without(unknown.text(), names)).as(asked.toString()).isEqualTo(without(answer.text(), names));
        }
        for (var mine : List.of("/v1/jobs", "/v1/uploads", "/v1/webhooks")) {
            assertThat(ana().get(mine).text()).as(mine).contains(names.get(mine + "/{id}"));
            assertThat(ben().get(mine).text()).as(mine).doesNotContain(names.get(mine + "/{id}"));
        }
    }

    private static Answer send(ApiCaller by, Asked asked) {
        return by.send(asked.method, asked.path, BodyPublishers.ofString(asked.body), Map.of());
    }

    /// A name of the same kind that nobody has.
    private static String madeUp(String name) {
        return name.replaceAll("[0-9]", "0").replaceAll("[a-f](?=[0-9a-f]{3,})", "a") + (name.length() < 10 ? "x" : "");
    }

    private static String without(String text, Map<String, String> names) {
        var anonymous = text;
        for (var name : names.values()) {
            anonymous = anonymous.replace(name, "NAME").replace(madeUp(name), "NAME");
        }
        return anonymous;
    }
}
