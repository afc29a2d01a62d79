package dev.azulejo.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The records are those of `docs/openapi.json`: whoever changes the API sees here what the client does not know yet.
class DocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/openapi.json");

    private static final Map<String, Class<?>> KNOWN = new TreeMap<>(Map.ofEntries(
            Map.entry("AmountView", Job.Amount.class),
            Map.entry("AttemptView", Webhook.Attempt.class),
            Map.entry("BatchBriefView", Batch.Brief.class),
            Map.entry("BatchJobView", Batch.Member.class),
            Map.entry("BatchPageView", Pages.Batches.class),
            Map.entry("BatchRequest", Batch.Request.class),
            Map.entry("BatchView", Batch.class),
            Map.entry("CancelledView", Tenants.Cancelled.class),
            Map.entry("DeliveryPageView", Pages.Deliveries.class),
            Map.entry("DeliveryView", Webhook.Delivery.class),
            Map.entry("ErasedView", Tenants.Erased.class),
            Map.entry("HeldUpload", HeldUpload.class),
            Map.entry("HoldingView", Tenants.Holding.class),
            Map.entry("InputView", Job.Input.class),
            Map.entry("JobEvent", WebhookEvent.class),
            Map.entry("JobInput", Order.Input.class),
            Map.entry("JobPageView", Pages.Jobs.class),
            Map.entry("JobRequest", Order.class),
            Map.entry("JobView", Job.class),
            Map.entry("LimitsView", Limits.class),
            Map.entry("ModelView", Catalog.Model.class),
            Map.entry("ModelsView", Catalog.Models.class),
            Map.entry("NewWebhook", Webhooks.New.class),
            Map.entry("PictureView", Quote.Picture.class),
            Map.entry("PreviewView", Preview.class),
            Map.entry("Problem", ProblemException.Problem.class),
            Map.entry("ProgressView", Job.Progress.class),
            Map.entry("PyramidView", Preview.Pyramid.class),
            Map.entry("QuoteView", Quote.class),
            Map.entry("QuotedInputView", Quote.Input.class),
            Map.entry("QuotedResultView", Quote.Result.class),
            Map.entry("RecipeView", Catalog.Recipe.class),
            Map.entry("RecipesView", Catalog.Recipes.class),
            Map.entry("RefusalView", Quote.Refusal.class),
            Map.entry("ResultView", Job.Result.class),
            Map.entry("SecretView", Webhook.Secret.class),
            Map.entry("ShareView", Limits.Share.class),
            Map.entry("SizeView", Job.Size.class),
            Map.entry("TenantsView", Tenants.All.class),
            Map.entry("TroubleView", Job.Trouble.class),
            Map.entry("UploadPageView", Pages.Uploads.class),
            Map.entry("UploadPartView", Upload.Part.class),
            Map.entry("UploadView", Upload.class),
            Map.entry("UsagePageView", Pages.Used.class),
            Map.entry("UsageView", Usage.class),
            Map.entry("WebhookView", Webhook.class),
            Map.entry("WebhooksView", Webhooks.All.class)));

    /// What this client does without: votes, which people cast on a page; the words of other APIs; and what is no
    /// body of its own.
    private static final Set<String> LEFT_OUT = Set.of(
            "ArenaView",
            "BatchLinksView",
            "DeliveryLinksView",
            "DeliveryStatus",
            "EnhanceRequest",
            "EnhancementView",
            "Health",
            "Instant",
            "JobStatus",
            "LinksView",
            "NewUpload",
            "Options",
            "QuestionView",
            "Ready",
            "VoteView",
            "Voted",
            "WebhookChange",
            "WebhookLinksView",
            "WebhookStatus");

    /// Addresses are known; the media type of an event is that of its request.
    private static final Set<String> FIELDS_LEFT_OUT = Set.of(
            "JobView.links",
            "BatchView.links",
            "BatchBriefView.links",
            "WebhookView.links",
            "DeliveryView.links",
            "JobEvent.datacontenttype");

    /// Fields of requests that are left out where they are absent: the server takes no null.
    private static final Set<String> ABSENT_MEANS_LEFT_OUT = Set.of(
            "JobRequest.webhook",
            "JobRequest.expiresIn",
            "JobRequest.copyTo",
            "BatchRequest.webhook",
            "BatchRequest.expiresIn",
            "BatchRequest.copyTo");

    private static final JsonNode SCHEMAS = read();

    private static JsonNode read() {
        try {
            return Json.MAPPER.readTree(DOCUMENT.toFile()).at("/components/schemas");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everySchemaIsKnownOrLeftOutOnPurpose() {
        var all = new TreeSet<>(KNOWN.keySet());
        all.addAll(LEFT_OUT);
        assertThat(all).isEqualTo(names(SCHEMAS));
    }

    static Stream<Arguments> known() {
        return KNOWN.entrySet().stream().map(its -> Arguments.of(its.getKey(), its.getValue()));
    }

    @ParameterizedTest
    @MethodSource("known")
    void everyFieldIsKnownWithItsType(String schema, Class<?> type) {
        var fields = SCHEMAS.get(schema).get("properties");
        boolean isOneOf = SCHEMAS.get(schema).path("maxProperties").asInt() == 1;
        var ours = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, DocumentTest::type, (a, _) -> a, TreeMap::new));
        var theirs = names(fields).stream()
                .filter(name -> !FIELDS_LEFT_OUT.contains(schema + "." + name))
                .collect(Collectors.toMap(
                        name -> name,
                        name -> type(fields.get(name))
                                + (isOneOf || ABSENT_MEANS_LEFT_OUT.contains(schema + "." + name) ? " or null" : ""),
                        (a, _) -> a,
                        TreeMap::new));
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void everyStatusIsKnown() {
        var ours = Arrays.stream(Job.Status.values())
                .filter(status -> status != Job.Status.UNKNOWN)
                .map(Job.Status::text)
                .toList();
        var theirs = StreamSupport.stream(SCHEMAS.at("/JobStatus/enum").spliterator(), false)
                .map(JsonNode::asText);
        assertThat(theirs).containsExactlyElementsOf(ours);
    }

    private static String type(RecordComponent component) {
        var type = component.getType();
        boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        var word = type == String.class || type == Instant.class || type == Job.Status.class
                ? "string"
                : type == int.class || type == Integer.class || type == long.class || type == Long.class
                        ? "integer"
                        : type == double.class || type == Double.class
                                ? "number"
                                : type == boolean.class ? "boolean" : type == List.class ? "array" : "object";
        return isNullable ? word + " or null" : word;
    }

    private static String type(JsonNode field) {
        var choices = field.has("anyOf") ? List.copyOf(field.get("anyOf").findParents("$ref")) : List.of(field);
        boolean isNullable = field.toString().contains("\"null\"");
        var one = choices.getFirst().has("$ref")
                ? SCHEMAS.get(choices.getFirst().get("$ref").asText().replaceFirst(".*/", ""))
                : choices.getFirst();
        var type = one.path("type").isArray()
                ? one.get("type").get(0).asText()
                : one.path("type").asText("object");
        return isNullable ? type + " or null" : type;
    }
}
