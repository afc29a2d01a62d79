package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.client.Azulejo;
import dev.azulejo.client.Job;
import dev.azulejo.client.NoResultException;
import dev.azulejo.client.Order;
import dev.azulejo.client.ProblemException;
import dev.azulejo.client.ProblemException.FieldError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client for Java programs with a real server.
class ClientIT {
    private static final Map<String, ?> HALF = Map.of("recipe", "resize", "percent", 50);

    @TempDir
    private static Path data;

    @AutoClose
    private static Served served;

    private static Azulejo azulejo;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void serve() {
        served = Served.on(data);
        azulejo = Azulejo.at(served.address(), served.key());
    }

    private Path photograph(int number) throws IOException {
        return Files.write(folder.resolve("cat %d \u00e9.png".formatted(number)), ApiCaller.png(number, 60, 40));
    }

    @Test
    void aPhotographIsEnhancedByOneCall() throws IOException {
        var result = folder.resolve("large.png");
        var job = azulejo.enhance(photograph(1), Map.of(), result);
        assertThat(ApiCaller.decoded(Files.readAllBytes(result)).getWidth()).isEqualTo(120);
        assertThat(job.input().name()).isEqualTo("cat 1 \u00e9.png");
        assertThat(job.seconds()).isNotEmpty();
        assertThat(job.size()).isEqualTo(new Job.Size(60, 40, 3));
    }

    @Test
    void eachStepIsACallOfItsOwn() throws IOException {
        var order = Order.ofUpload(azulejo.upload(photograph(2)).id(), HALF);
        var quote = azulejo.quote(order);
        assertThat(quote.refusal()).isNull();
        assertThat(quote.results().getFirst().width()).isEqualTo(30);

        var heard = new ArrayList<Job.Status>();
        var job = azulejo.await(azulejo.submit(order).id(), its -> heard.add(its.status()));
        assertThat(heard).endsWith(Job.Status.SUCCEEDED);
        assertThat(job.options()).isEqualTo(HALF);
        assertThat(azulejo.submit(order).id()).isEqualTo(job.id());
        assertThat(StreamSupport.stream(azulejo.jobs(Job.Status.SUCCEEDED).spliterator(), false))
                .extracting(Job::id)
                .contains(job.id());

        assertThat(catchThrowableOfType(ProblemException.class, () -> azulejo.cancel(job.id()))
                        .type())
                .isEqualTo("/v1/problems/not-possible-now");
        azulejo.delete(job.id());
        azulejo.delete(job.id());
        assertThat(catchThrowableOfType(ProblemException.class, () -> azulejo.job(job.id()))
                        .status())
                .isEqualTo(410);
        assertThat(azulejo.jobs(Job.Status.DELETED)).extracting(Job::id).contains(job.id());
    }

    @Test
    void aJobThatWasCancelledIsTriedAgain() throws IOException {
        azulejo.submit(Order.ofUpload(azulejo.upload(large()).id(), Map.of("recipe", "photo-x2")));
        var job = azulejo.submit(Order.ofUpload(azulejo.upload(photograph(3)).id(), HALF));
        azulejo.cancel(job.id());
        assertThatThrownBy(() -> azulejo.await(job.id()).result()).isInstanceOf(NoResultException.class);
        azulejo.redrive(job.id());
        assertThat(azulejo.await(job.id()).status()).isEqualTo(Job.Status.SUCCEEDED);
    }

    private Path large() throws IOException {
        return Files.write(folder.resolve("large.png"), ApiCaller.png(4, 300, 300));
    }

    @Test
    void whatIsRefusedSaysWhy() throws IOException {
        var upload = azulejo.upload(photograph(5)).id();
        var problem = catchThrowableOfType(
                ProblemException.class, () -> azulejo.submit(Order.ofUpload(upload, Map.of("quality", "high"))));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly("/options/quality");

        azulejo.submit(Order.ofUpload(upload, HALF), "mine");
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> azulejo.submit(Order.ofUpload(upload, Map.of()), "mine"))
                        .type())
                .isEqualTo("/v1/problems/key-reused");
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> Azulejo.at(served.address(), "azl_wrong").job("x"))
                        .status())
                .isEqualTo(401);
    }
}
