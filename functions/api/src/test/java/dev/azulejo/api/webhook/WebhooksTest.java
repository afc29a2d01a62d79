package dev.azulejo.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.delivery.Deliveries;
import dev.azulejo.api.delivery.ShownPlaces;
import dev.azulejo.api.delivery.Transport;
import dev.azulejo.api.delivery.WebhookNotifier.Tenancy;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.record.Delivery.Status;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.Webhook;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.events.OutcomeEvent;
import dev.azulejo.events.TrialEvent;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksTest implements Transport {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");
    private static final String URL = "https://example.com/hook";

    private final List<DeliveryRef> due = new ArrayList<>();
    private final MemoryStorage place = new MemoryStorage();
    private final WebhookObjects records = new WebhookObjects(place);
    private final Deliveries deliveries = new Deliveries(records, this, Clock.systemUTC(), () -> 0);
    private final Webhooks webhooks = new Webhooks(
            records,
            deliveries,
            this,
            (ref, _) -> due.add(ref),
            new Tenancy(
                    URI.create("memory://uploads"),
                    URI.create("memory://results"),
                    URI.create("s3://work"),
                    ShownPlaces.AS_THEY_ARE),
            Clock.systemUTC());
    private int status = 200;

    @Override
    public Optional<String> objection(String url) {
        return url.startsWith("https://") ? Optional.empty() : Optional.of("must start with https://");
    }

    @Override
    public Answer post(String url, Map<String, String> headers, byte[] body) {
        return new Answered(status, Optional.empty());
    }

    @Test
    void theSecretIsShownOnceAndInTheFormOfTheSpecification() {
        var created = webhooks.create(ANA, body(URL), Optional::empty);
        assertThat(created.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(created.toString()).doesNotContain(created.secret());
        assertThat(json(webhooks.get(ANA, created.webhook().id())).toString()).doesNotContain("whsec");
        assertThat(json(webhooks.all(ANA)).toString()).doesNotContain("whsec");
        assertThat(webhooks.all(ANA).webhooks()).containsExactly(created.webhook());
    }

    /// Which jobs name: they say the rest of the address.
    @Test
    void anOriginHasOneWebhook() {
        var made = webhooks.create(ANA, json("{\"url\": \"https://a.b\", \"named\": true}"), Optional::empty);
        assertThat(made.webhook().named()).isTrue();
        assertThat(made.secret()).startsWith("whsec_");
        refused(409, () -> webhooks.create(ANA, json("{\"url\": \"https://a.b\", \"named\": true}"), Optional::empty));
        refused(
                422,
                () -> webhooks.create(ANA, json("{\"url\": \"https://c.d/e\", \"named\": true}"), Optional::empty));
        refused(422, () -> webhooks.create(ANA, json("{\"url\": \"https://c.d\", \"named\": 1}"), Optional::empty));
        var id = made.webhook().id();
        refused(422, () -> webhooks.change(ANA, id, json("{\"url\": \"https://c.d\"}"), _ -> {}));
        assertThat(webhooks.all(ANA).webhooks()).hasSize(1);
        assertThat(webhooks.all(BEN).webhooks()).isEmpty();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var problem = refused(422, () -> webhooks.create(ANA, json("""
                {"url": "http://example.com", "types": ["dev.azulejo.image.enhanced.v1", "x", 7], "secret": "mine"}"""), Optional::empty));
        assertThat(problem.problem().errors())
                .extracting(FieldError::pointer)
                .containsExactly("/url", "/types/1", "/types/2", "/secret");
    }

    @ParameterizedTest
    @CsvSource({
        "/url, '{}'",
        "/url, '{\"url\": 7}'",
        "/url, '{\"url\": \" \"}'",
        "/types, '{\"url\": \"https://a.b/\", \"types\": \"x\"}'"
    })
    void aFieldIsWhatItMustBe(String pointer, String body) {
        assertThat(refused(422, () -> webhooks.create(ANA, json(body), Optional::empty))
                        .problem()
                        .errors())
                .extracting(FieldError::pointer)
                .containsExactly(pointer);
    }

    @Test
    void anAddressHasAnEnd() {
        refused(422, () -> webhooks.create(ANA, body("https://example.com/" + "a".repeat(2048)), Optional::empty));
    }

    @Test
    void thereAreOnlySoMany() {
        IntStream.range(0, Webhooks.MOST).forEach(_ -> webhooks.create(ANA, body(URL), Optional::empty));
        refused(409, () -> webhooks.create(ANA, body(URL), Optional::empty));
        webhooks.create(BEN, body(URL), Optional::empty);
        webhooks.delete(ANA, webhooks.all(ANA).webhooks().getFirst().id());
        webhooks.create(ANA, body(URL), Optional::empty);
    }

    /// Whatever is tried, it is as if the webhook did not exist, and nothing happens to it.
    @Test
    void whatBelongsToAnotherDoesNotExist() {
        var created = webhooks.create(ANA, body(URL), Optional::empty);
        var id = created.webhook().id();
        var event = webhooks.test(ANA, id).event();
        var before = snapshot();
        for (var guess : List.of(id, "../ana/" + id, "w" + "0".repeat(24), "", "../../hooks/ana/" + id)) {
            refused(404, () -> webhooks.get(BEN, guess));
            refused(404, () -> webhooks.delete(BEN, guess));
            refused(404, () -> webhooks.rotate(BEN, guess, WebhooksTest::anyWill));
            refused(404, () -> webhooks.enable(BEN, guess, WebhooksTest::anyWill));
            refused(404, () -> webhooks.test(BEN, guess));
            refused(404, () -> webhooks.deliveries(BEN, guess, new Paging(Optional.empty(), 10)));
            refused(404, () -> webhooks.resend(BEN, guess, event));
        }
        var own = webhooks.create(BEN, body(URL), Optional::empty).webhook().id();
        for (var guess : List.of(
                event, "../" + id + "/" + event, "../../../ana/states/" + id + "/" + event, "", "x".repeat(65))) {
            refused(404, () -> webhooks.resend(BEN, own, guess));
        }
        webhooks.delete(BEN, own);
        assertThat(webhooks.all(BEN).webhooks()).isEmpty();
        assertThat(snapshot()).isEqualTo(before);
        assertThat(due).hasSize(1);
    }

    private Map<String, String> snapshot() {
        try (var objects = place.list("")) {
            return objects.collect(java.util.stream.Collectors.toMap(object -> object.key(), object -> object.etag()));
        }
    }

    /// For changes of whatever there is.
    private static void anyWill(WebhookView ignored) {}

    /// The second comes between the look of the first and its write, with what both have seen.
    @Test
    void ofTwoChangesOfWhatBothHaveSeenOneIsMade() {
        var seen = webhooks.create(ANA, body(URL), Optional::empty).webhook();
        Consumer<WebhookView> asSeen = its -> {
            if (!its.equals(seen)) {
                throw Kind.CHANGED_MEANWHILE.exception("it has changed");
            }
        };
        refused(
                412,
                () -> webhooks.change(ANA, seen.id(), body(URL + "/first"), its -> {
                    asSeen.accept(its);
                    webhooks.change(ANA, seen.id(), body(URL + "/second"), asSeen);
                }));
        assertThat(webhooks.get(ANA, seen.id()).url()).isEqualTo(URL + "/second");
    }

    @Test
    void aRotatedSecretSignsForADayBesideTheNewOne() {
        var first = webhooks.create(ANA, body(URL), Optional::empty);
        var id = first.webhook().id();
        var second = webhooks.rotate(ANA, id, WebhooksTest::anyWill);
        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(Duration.between(Instant.now(), second.previousUntil()))
                .isBetween(Duration.ofHours(23), Duration.ofHours(24));
        var hook = records.webhook(ANA, new WebhookId(id)).orElseThrow();
        assertThat(hook.live(Instant.now()))
                .extracting(secret -> secret.text())
                .containsExactly(second.secret(), first.secret());
        assertThat(hook.live(Objects.requireNonNull(second.previousUntil())))
                .extracting(secret -> secret.text())
                .containsExactly(second.secret());
    }

    @Test
    void aTestIsSentWhateverTypesAreWanted() {
        var id = webhooks.create(ANA, json("""
                {"url": "https://example.com/", "types": ["dev.azulejo.image.failed.v1"]}"""), Optional::empty).webhook().id();
        var sent = webhooks.test(ANA, id);
        assertThat(due).extracting(DeliveryRef::event).containsExactly(sent.event());
        due.forEach(deliveries::attempt);
        var shown = webhooks.deliveries(ANA, id, new Paging(Optional.empty(), 10))
                .deliveries()
                .getFirst();
        assertThat(shown.type()).isEqualTo(TrialEvent.TYPE);
        assertThat(shown.status()).isEqualTo(Status.DELIVERED);
        assertThat(shown.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.status()).isEqualTo(200));
    }

    @Test
    void whatIsDeadCanBeSentAgain() {
        var id = webhooks.create(ANA, body(URL), Optional::empty).webhook().id();
        status = 404;
        var event = webhooks.test(ANA, id).event();
        due.forEach(deliveries::attempt);
        assertThat(webhooks.deliveries(ANA, id, new Paging(Optional.empty(), 10))
                        .deliveries()
                        .getFirst()
                        .status())
                .isEqualTo(Status.DEAD);
        status = 204;
        assertThat(webhooks.resend(ANA, id, event).status()).isEqualTo(Status.PENDING);
        assertThat(deliveries.pending()).hasSize(1);
        due.removeFirst();
        due.forEach(deliveries::attempt);
        var shown = webhooks.deliveries(ANA, id, new Paging(Optional.empty(), 10))
                .deliveries()
                .getFirst();
        assertThat(shown.status()).isEqualTo(Status.DELIVERED);
        assertThat(shown.attempts()).extracting(attempt -> attempt.status()).containsExactly(404, 204);
    }

    @Test
    void aDisabledWebhookIsEnabledFirst() {
        var id = webhooks.create(ANA, body(URL), Optional::empty).webhook().id();
        var event = webhooks.test(ANA, id).event();
        records.change(ANA, new WebhookId(id), its -> its.disabled(Instant.now(), "why"));
        assertThat(webhooks.get(ANA, id).reason()).isEqualTo("why");
        refused(409, () -> webhooks.test(ANA, id));
        refused(409, () -> webhooks.resend(ANA, id, event));
        due.clear();
        assertThat(webhooks.enable(ANA, id, WebhooksTest::anyWill).status()).isEqualTo(WebhookView.State.ENABLED);
        assertThat(due).extracting(DeliveryRef::event).containsExactly(event);
    }

    /// Of what is to come there is a message under way, and a second would go on beside it.
    @Test
    void enablingAWebhookThatIsEnabledSendsOnlyWhatIsDue() {
        var id = webhooks.create(ANA, body(URL), Optional::empty).webhook().id();
        var first = webhooks.test(ANA, id).event();
        due.clear();
        webhooks.enable(ANA, id, WebhooksTest::anyWill);
        assertThat(due).extracting(DeliveryRef::event).containsExactly(first);
        var ref = due.getFirst();
        records.change(ref, delivery -> delivery.calling(Instant.now().plusSeconds(3600)));
        due.clear();
        webhooks.enable(ANA, id, WebhooksTest::anyWill);
        assertThat(due).isEmpty();
        records.change(ANA, new WebhookId(id), its -> its.disabled(Instant.now(), "why"));
        webhooks.enable(ANA, id, WebhooksTest::anyWill);
        assertThat(due).containsExactly(ref);
    }

    /// Others come at the front while somebody reads on towards the back: none is missed and none comes twice.
    @Test
    void theLogIsListedWholeWhileOthersAreAdded() {
        var id = webhooks.create(ANA, body(URL), Optional::empty).webhook().id();
        var before = new HashSet<String>();
        IntStream.range(0, 50).forEach(_ -> before.add(webhooks.test(ANA, id).event()));
        var seen = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = webhooks.deliveries(ANA, id, new Paging(cursor, 7));
            page.deliveries().forEach(delivery -> seen.add(delivery.event()));
            cursor = Optional.ofNullable(page.next());
            webhooks.test(ANA, id);
        } while (cursor.isPresent());
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    /// Whoever forgets it may be killed before it is out of the log, too.
    @Test
    void aDeliveryThatIsBeingForgottenDoesNotEndTheLog() {
        var id = webhooks.create(ANA, body(URL), Optional::empty).webhook().id();
        var oldest = webhooks.test(ANA, id).event();
        IntStream.range(0, 3)
                .forEach(_ -> records.forget(ref(id, webhooks.test(ANA, id).event())));
        assertThat(webhooks.deliveries(ANA, id, new Paging(Optional.empty(), 2)).deliveries())
                .extracting(DeliveryView::event)
                .containsExactly(oldest);
    }

    private static DeliveryRef ref(String webhook, String event) {
        return new DeliveryRef(ANA, new WebhookId(webhook), event);
    }

    @Test
    void allTypesThatThereAreCanBeWanted() {
        var types = json(Map.of("url", URL, "types", OutcomeEvent.TYPES));
        assertThat(webhooks.create(ANA, types, Optional::empty).webhook().types())
                .isEqualTo(OutcomeEvent.TYPES);
        assertThat(records.webhooks(ANA))
                .singleElement()
                .extracting(Webhook::types)
                .isEqualTo(OutcomeEvent.TYPES);
    }

    private static ProblemException refused(int status, ThrowingCallable call) {
        var found = new ArrayList<ProblemException>();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(call).satisfies(e -> {
            assertThat(e.problem().status()).isEqualTo(status);
            found.add(e);
        });
        return found.getFirst();
    }

    private static JsonNode body(String url) {
        return json(Map.of("url", url));
    }

    private static JsonNode json(Object value) {
        return new ObjectMapper().findAndRegisterModules().valueToTree(value);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
