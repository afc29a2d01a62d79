package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.Receiver;
import dev.azulejo.client.Azulejo;
import dev.azulejo.client.Batch;
import dev.azulejo.client.Example;
import dev.azulejo.client.Job;
import dev.azulejo.client.Order;
import dev.azulejo.client.ProblemException;
import dev.azulejo.client.WebhookEvent;
import dev.azulejo.client.WebhookVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client for Java programs asks a real server for every operation of the document, as [ClientPackagesIT] has those
/// for Python and JavaScript do.
class ClientOperationsIT {
    private static final Duration PAUSE = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    @Test
    void everyOperationIsKnown() throws IOException {
        var picture = Files.write(folder.resolve("cat.png"), ApiCaller.png(1, 60, 40));
        try (var served = Served.on(folder.resolve("data"), "--allow-network", "127.0.0.0/8");
                var overheard = new Overheard(served.address());
                var receiver = new Receiver(0)) {
            var azulejo = Azulejo.at(overheard.address(), served.key());
            aWholeJob(azulejo, picture, receiver);
            webhooks(azulejo, receiver);
            aBatch(azulejo, picture);
            theRest(azulejo, picture);
            assertThat(overheard.operations()).isEqualTo(ClientPackagesIT.expected());
        }
    }

    /// On Java 17, where there is one.
    @Test
    void whatStandsOnItsPageRuns() throws IOException {
        try (var served = Served.on(folder.resolve("data"))) {
            for (var program : ClientPackagesIT.programs(folder, "java")) {
                var ended = Example.java(served.address(), served.key(), folder, program);
                assertThat(ended.exit()).as(ended.err()).isZero();
            }
            assertThat(folder.resolve("enhanced.webp")).isNotEmptyFile();
        }
    }

    private void aWholeJob(Azulejo azulejo, Path picture, Receiver receiver) {
        var types = List.of("dev.azulejo.image.enhanced.v1");
        var hook = azulejo.webhooks().create(URI.create(receiver.url()), types);
        var named = azulejo.webhooks().createNamed(URI.create(receiver.url()).resolve("/"));
        var order = Order.ofUpload(azulejo.upload(picture).id(), Map.of("recipe", "resize", "percent", 25))
                .noting(Map.of("order", "17"))
                .telling(URI.create(receiver.url() + "?order=17"));
        assertThat(azulejo.quote(order).results().get(0).width()).isEqualTo(15);
        var job = azulejo.await(azulejo.submit(order).id());
        azulejo.download(job.result(), folder.resolve("quarter.png"));
        assertThat(azulejo.preview(job.id()).after().bytes()).isPositive();
        assertThat(azulejo.jobs()).extracting(Job::id).contains(job.id());
        while (receiver.received().size() < 2) {
            ApiCaller.sleep();
        }
        var own = receiver.received().get(0).id().equals(job.id() + "-0") ? 1 : 0;
        assertThat(heard(receiver, own, named.secret()).data().job()).isEqualTo(job.id());
        var event = heard(receiver, 1 - own, hook.secret());
        assertThat(event.data().job()).isEqualTo(job.id());
        assertThat(event.data().metadata()).containsEntry("order", "17");
        azulejo.webhooks().delete(hook.webhook().id());
        assertThat(refused(() -> azulejo.cancel(job.id()))).isEqualTo(409);
        assertThat(refused(() -> azulejo.redrive(job.id()))).isEqualTo(409);
        azulejo.delete(job.id());
        assertThat(refused(() -> azulejo.job(job.id()))).isEqualTo(410);
    }

    private static void webhooks(Azulejo azulejo, Receiver receiver) {
        var webhooks = azulejo.webhooks();
        var made = webhooks.create(URI.create("http://127.0.0.1:1024/nobody"));
        var id = made.webhook().id();
        assertThat(webhooks.move(id, URI.create(receiver.url())).url()).isEqualTo(receiver.url());
        assertThat(webhooks.choose(id, List.of("dev.azulejo.image.failed.v1")).types())
                .containsExactly("dev.azulejo.image.failed.v1");
        var secret = webhooks.rotate(id).secret();
        assertThat(webhooks.enable(id).status()).isEqualTo("enabled");
        var tested = webhooks.test(id);
        assertThat(heard(receiver, 2, secret).type()).isEqualTo("dev.azulejo.webhook.test.v1");
        while (!webhooks.deliveries(id).iterator().next().status().equals("delivered")) {
            ApiCaller.sleep();
        }
        webhooks.resend(id, tested.event());
        assertThat(heard(receiver, 3, made.secret()).data().webhook()).isEqualTo(id);
        assertThat(webhooks.all()).contains(webhooks.get(id));
        webhooks.delete(id);
    }

    /// What came, verified.
    private static WebhookEvent heard(Receiver receiver, int number, String secret) {
        while (receiver.received().size() <= number) {
            ApiCaller.sleep();
        }
        var received = receiver.received().get(number);
        var headers = received.headers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, its -> its.getValue().getFirst()));
        return WebhookVerifier.of(secret).verify(received.body().getBytes(StandardCharsets.UTF_8), headers);
    }

    private static void aBatch(Azulejo azulejo, Path picture) {
        var upload = azulejo.upload(picture).id();
        var orders =
                List.of(Order.ofUpload(upload, Map.of("percent", 30)), Order.ofUpload(upload, Map.of("percent", 40)));
        var batch = azulejo.batches().submit(orders, Map.of("recipe", "resize"));
        var ended = azulejo.batches().await(batch.id(), PAUSE);
        assertThat(ended.counts()).containsEntry("succeeded", 2);
        assertThat(ended.jobs()).extracting(Batch.Member::status).containsOnly(Job.Status.SUCCEEDED);
        assertThat(azulejo.batches().cancel(batch.id()).ended()).isTrue();
        assertThat(azulejo.batches().all()).extracting(Batch.Brief::id).contains(batch.id());
    }

    private static void theRest(Azulejo azulejo, Path picture) {
        var upload = azulejo.upload(picture).id();
        assertThat(azulejo.upload(upload).complete()).isTrue();
        assertThat(azulejo.uploads()).isNotEmpty();
        var done = azulejo.call("POST", "/v1/enhance", Map.of("upload", upload, "width", 45));
        var id = String.valueOf(done.get("id"));
        azulejo.await(id);
        assertThat(azulejo.call("GET", "/v1/enhance/" + id, null)).containsEntry("status", "succeeded");
        azulejo.delete(id);
        azulejo.deleteUpload(azulejo.upload(picture).id());

        var catalog = azulejo.catalog();
        assertThat(catalog.recipes()).extracting(its -> its.name()).contains("auto");
        assertThat(catalog.models()).isNotEmpty();
        assertThat(catalog.options()).containsKey("properties");
        assertThat(catalog.limits().monthMegapixels()).isNull();
        assertThat(catalog.isHealthy()).isTrue();
        assertThat(catalog.isReady()).isTrue();

        var tenants = azulejo.tenants();
        assertThat(tenants.all()).contains("local");
        assertThat(tenants.get("local").jobs()).isPositive();
        assertThat(tenants.jobs("local")).isNotEmpty();
        assertThat(tenants.uploads("local")).isNotEmpty();
        assertThatThrownBy(() -> tenants.cancel("nobody")).hasMessageContaining("no tenant");
        assertThatThrownBy(() -> tenants.erase("nobody")).hasMessageContaining("no tenant");
    }

    private static int refused(Runnable call) {
        return catchThrowableOfType(ProblemException.class, call::run).status();
    }
}
