package dev.azulejo.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.api.order.Copies;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.problem.ProblemException;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.AllowedPlace;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a request may have results put. The operator has allowed `write:s3://shop/out/{tenant}`, and reading from
/// `s3://photos/{tenant}` and `s3://shared`.
class CopiesTest {
    private static final Tenant ANA = new Tenant("ana");

    private final InMemory api = new InMemory();
    private final String upload = api.upload(ANA);

    private ObjectNode body(String copyTo) {
        return ((ObjectNode) InMemory.body(upload)).put("copyTo", copyTo);
    }

    private JobView submit(String copyTo) {
        return api.jobs.submit(ANA, body(copyTo), Optional.empty());
    }

    private StorageUri copyOf(JobView job) {
        var request = api.objects.findRequest(new JobId(job.id()));
        return Objects.requireNonNull(request.orElseThrow().main().copy());
    }

    @ParameterizedTest
    @CsvSource({
        "s3://shop/out/ana/, {name}.{ext}",
        "s3://shop/out/ana/cats/, cats/{name}.{ext}",
        "s3://shop/out/ana/{name}-2x.{ext}, {name}-2x.{ext}",
        "s3://shop/out/ana/{upload}/big.{ext}, {upload}/big.{ext}",
        "s3://shop/out/ana/a%2e%2e/b c.png, a%2e%2e/b c.png",
    })
    void aResultHasItsNameBelowThePlace(String copyTo, String key) {
        var copy = copyOf(submit(copyTo));
        var destination = copyOf(submit("s3://shop/out/ana/")).key();
        int dot = destination.lastIndexOf('.');
        assertThat(copy.place()).isEqualTo(URI.create("s3://shop/out/ana/"));
        assertThat(copy.key())
                .isEqualTo(key.replace("{name}", destination.substring(0, dot))
                        .replace("{ext}", destination.substring(dot + 1))
                        .replace("{upload}", upload));
    }

    /// The upload is `a.png`, so that a result of another format is `a.png.webp`.
    @ParameterizedTest
    @CsvSource({
        "s3://shop/out/ana/, a.png.webp",
        "s3://shop/out/ana/{name}-2x.{ext}, a-2x.webp",
        "s3://shop/out/ana/{name}/{ext}/{name}, a/webp/a",
    })
    void aNameIsWithoutTheExtensionOfTheSource(String copyTo, String key) {
        var body = body(copyTo);
        ((ObjectNode) body.get("options")).put("format", "webp");
        var job = api.jobs.submit(ANA, body, Optional.empty());
        assertThat(copyOf(job).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3://shop/out/",
                "s3://shop/out/ben/",
                "s3://shop/out/ana",
                "s3://shop/out/ana/../ben/",
                "s3://shop/out/ana/../../out/ben/{name}.{ext}",
                "s3://shop/out/ana//a.png",
                "s3://shop/out/ana/./a.png",
                "s3://shop/out/%61na/a.png",
                "s3://shop/out/ana%2F..%2Fben/a.png",
                "s3://shop/out/ana2/a.png",
                "s3://shop/out/{tenant}/a.png",
                "s3://shop/out/ana/{job}.png",
                "s3://shop/out/ana/a\\b.png",
                "s3://shop/out/ana/a\u0000.png",
                "s3://photos/ana/a.png",
                "s3://shared/a.png",
                "S3://shop/out/ana/a.png",
                "write:s3://shop/out/ana/a.png",
                "https://shop.example.com/out/ana/",
                "file:///etc/cron.d/",
                "/etc/cron.d/"
            })
    void nothingElseIsReached(String copyTo) {
        assertThat(errors(copyTo)).extracting(FieldError::pointer).containsExactly("/copyTo");
        assertThat(api.begun).isEmpty();
    }

    private List<FieldError> errors(String copyTo) {
        var errors = new ArrayList<FieldError>();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> submit(copyTo))
                .satisfies(e -> errors.addAll(e.problem().errors()));
        return errors;
    }

    /// What is another's and what is not there are refused in the same words.
    @Test
    void refusalsTellNothingOfWhatIsThere() {
        assertThat(errors("s3://shop/out/ben/a.png")).isEqualTo(errors("s3://no-such-bucket/a.png"));
    }

    @Test
    void twoResultsNeedTwoNames() {
        var twice = body("s3://shop/out/ana/a.png");
        twice.withObject("options").put("also", "10w.png");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> api.jobs.submit(ANA, twice, Optional.empty()))
                .satisfies(e -> assertThat(e.problem().errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.detail()).contains("two results one name")));
    }

    @Test
    void aCopyIsShownAsItWouldBeAskedFor() {
        var copy = new StorageUri(URI.create("file:///srv/out/ana/"), "a b/\u00e9 100%.png");
        var shown = Copies.shown(copy);
        assertThat(shown).isEqualTo("file:///srv/out/ana/a%20b/\u00e9%20100%25.png");
        assertThat(AllowedPlace.parse("write:file:///srv/out/{tenant}").file("ana", shown))
                .hasValue(copy);
        assertThat(Copies.shown(new StorageUri(URI.create("s3://shop/out/"), "a b%.png")))
                .isEqualTo("s3://shop/out/a b%.png");
    }

    /// Each shows its own result: what one deletes is not the other's.
    @Test
    void anotherPlaceIsAnotherJobWithAResultOfItsOwn() {
        var one = submit("s3://shop/out/ana/a/");
        var other = submit("s3://shop/out/ana/b/");
        assertThat(other.id()).isNotEqualTo(one.id());
        assertThat(submit("s3://shop/out/ana/a/").id()).isEqualTo(one.id());
        assertThat(destination(one)).isNotEqualTo(destination(other));
    }

    private StorageUri destination(JobView job) {
        return api.objects.findRequest(new JobId(job.id())).orElseThrow().destination();
    }
}
