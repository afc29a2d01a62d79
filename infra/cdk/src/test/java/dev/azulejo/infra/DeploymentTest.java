package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.cloud.Variable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a deployment may be told with `-c`.
class DeploymentTest {
    @TempDir
    private Path folder;

    private Path zip = Path.of("");

    @BeforeEach
    void standIn() throws Exception {
        zip = Synthesized.standIn(folder);
    }

    private String template(String... context) throws Exception {
        var arguments = new String[context.length + 3];
        arguments[0] = folder.resolve("out").toString();
        arguments[1] = "functionZip=" + zip;
        arguments[2] = "apiZip=" + zip;
        System.arraycopy(context, 0, arguments, 3, context.length);
        AzulejoApp.main(arguments);
        return Files.readString(folder.resolve("out/Azulejo.template.json"));
    }

    @Test
    void toldNothingWorkersRunTheLatestImageOfTheStacksRepositoryAndNobodyIsSubscribed() throws Exception {
        assertThat(template())
                .contains(":latest\"", "AWS::ECR::Repository", "AWS::SNS::Topic\"")
                .doesNotContain("AWS::SNS::Subscription");
    }

    @Test
    void aTagAndAnAddressAreTaken() throws Exception {
        assertThat(template("worker-tag=2026-11-26", "alarm-email=people@example.com"))
                .contains(":2026-11-26\"", "\"people@example.com\"")
                .doesNotContain(":latest\"");
    }

    /// The function hears of them, and its role may read there and nowhere else in those buckets.
    @Test
    void placesThatFilesMayBeReadFromAreReadable() throws Exception {
        assertThat(template()).doesNotContain(Variable.ALLOWED_PLACES.text());
        assertThat(template("allow-places=s3://photos/in/{tenant}, s3://more"))
                .contains(
                        "\"%s\": \"s3://photos/in/{tenant}/,s3://more/\"".formatted(Variable.ALLOWED_PLACES.text()),
                        ":s3:::photos/in/*/*\"",
                        ":s3:::more/*\"")
                .doesNotContain(":s3:::photos\"", ":s3:::photos/*\"");
    }

    @Test
    void theFunctionHearsWhosePagesMayUseTheApi() throws Exception {
        assertThat(template()).doesNotContain(Variable.ALLOWED_ORIGINS.text());
        assertThat(template("allow-origins=https://a.example.com,http://127.0.0.1:8080"))
                .contains("\"%s\": \"https://a.example.com,http://127.0.0.1:8080\""
                        .formatted(Variable.ALLOWED_ORIGINS.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "", "shop.example.com", "https://shop.example.com/", "https://Shop.example.com", "ftp://a"})
    void anOriginThatIsNoneIsSaidSo(String origins) {
        assertThatThrownBy(() -> template("allow-origins=" + origins))
                .hasStackTraceContaining("the context allow-origins is '%s'".formatted(origins));
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos", "file:///srv/photos/", "s3://a/../b", "s3://photos,"})
    void aPlaceThatIsNoneIsSaidSo(String places) {
        assertThatThrownBy(() -> template("allow-places=" + places))
                .hasStackTraceContaining("the context allow-places");
    }

    /// Nothing of it costs anything, or may do anything, before.
    @Test
    void routesBringTheirFunctionAndTheirSecrets() throws Exception {
        assertThat(template()).doesNotContain(Variable.ROUTES.text(), "secretsmanager");
        assertThat(template("routes={\"shop\": {\"from\": \"dropbox:/a b\", \"to\": \"gdrive://x/out\"}}"))
                .contains(
                        "\"%s\": \"{\\\"shop\\\":{\\\"from\\\":\\\"dropbox:/a b/\\\","
                                .formatted(Variable.ROUTES.text()),
                        ":secret:Azulejo/dropbox/default-??????\"",
                        ":secret:Azulejo/gdrive/x-??????\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop",
                "{\"shop\": {\"from\": \"dropbox:/a\"}}",
                "{\"shop\": {\"from\": \"dropbox:/a\", \"to\": \"dropbox:/a/b\"}}",
                "{\"shop\": {\"from\": \"s3://photos/a\", \"to\": \"dropbox:/a/b\"}}"
            })
    void aRouteThatIsNoneIsSaidSo(String routes) {
        assertThatThrownBy(() -> template("routes=" + routes)).hasStackTraceContaining("the context routes: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a/b", "123.dkr.ecr.eu-west-1.amazonaws.com/worker:1"})
    void aTagThatIsNoneIsSaidSo(String tag) {
        assertThatThrownBy(() -> new Deployment(
                        zip,
                        zip,
                        tag,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Profile.PROD,
                        Optional.empty(),
                        Map.of(),
                        Fleet.DEFAULT))
                .hasMessage("the context worker-tag is '%s': name a tag, such as latest or 2026-11-26", tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "people", "a@b c@d", "@example.com"})
    void anAddressThatIsNoneIsSaidSo(String address) {
        assertThatThrownBy(() -> new Deployment(
                        zip,
                        zip,
                        "latest",
                        Optional.of(address),
                        false,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Profile.PROD,
                        Optional.empty(),
                        Map.of(),
                        Fleet.DEFAULT))
                .hasMessage("the context alarm-email is '%s': give one address, such as you@example.com", address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarm-emial=a@example.com", "max-pixel=2G", "Profile=dev"})
    void aKeyThatIsNoneIsSaidSo(String pair) {
        assertThatThrownBy(() -> template(pair))
                .hasStackTraceContaining("the context %s is none".formatted(pair.split("=", 2)[0]))
                .hasStackTraceContaining("alarm-email, ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "profile=staging",
                "monthly-budget=many",
                "monthly-budget=0",
                "localstack=yes",
                "monthly-budget=100"
            })
    void aValueThatIsNoneIsSaidSo(String pair) {
        assertThatThrownBy(() -> template(pair))
                .hasStackTraceContaining("the context %s ".formatted(pair.split("=", 2)[0]));
    }

    @Test
    void aBudgetIsWatchedWhereSomebodyIsToBeTold() throws Exception {
        assertThat(template("monthly-budget=250", "alarm-email=people@example.com"))
                .contains("AWS::Budgets::Budget", "250");
        assertThat(template()).doesNotContain("AWS::Budgets::Budget");
    }

    /// To make the table anew: `./mvnw -pl infra/cdk -am test -Dtest=DeploymentTest
    /// -Dsurefire.failIfNoSpecifiedTests=false -Dazulejo.write=true`
    @Test
    void thePageHasEveryKey() throws Exception {
        var page = Path.of("../../docs/deploy.md");
        var lines = Files.readAllLines(page);
        int first = lines.indexOf("| option of `deploy` | what it sets |") + 2;
        int end = first;
        while (lines.get(end).startsWith("|")) {
            end++;
        }
        var made = Stream.concat(
                        Arrays.stream(ContextKey.values()).map(ContextKey::row),
                        Stream.of("| `-c max-pixels=2G`, and the others | a [limit](limits.md) of sources; a function's"
                                + " memory sets what decoding may hold |"))
                .toList();
        if (Boolean.getBoolean("azulejo.write")) {
            Files.write(
                    page,
                    Stream.of(lines.subList(0, first), made, lines.subList(end, lines.size()))
                            .flatMap(List::stream)
                            .toList());
        } else {
            assertThat(lines.subList(first, end)).isEqualTo(made);
        }
    }
}
