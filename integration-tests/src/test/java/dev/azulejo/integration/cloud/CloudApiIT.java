package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiCaller.Answer;
import dev.azulejo.api.contract.ApiContract;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.integration.localstack.AzulejoOnLocalStack;
import dev.azulejo.storage.ObjectStat;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/// What people do with jobs, by the function behind the gateway and with the pipeline of the cloud.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class CloudApiIT extends ApiContract {
    private static final String TENANT = "people";

    private final Cloud cloud;
    private final ApiCaller caller;

    @AutoClose
    WarmWorker worker; // not private: it is only closed

    CloudApiIT(Cloud cloud) {
        this.cloud = cloud;
        this.caller = CloudApi.of(cloud, TENANT);
    }

    @BeforeAll
    void startWorker(@TempDir Path folder) {
        worker = WarmWorker.start(cloud, folder, Map.of());
    }

    @Override
    protected ApiCaller caller() {
        return caller;
    }

    @Override
    protected String stored(String name, byte[] bytes) {
        var s3 = cloud.aws().s3();
        s3.createBucket(create -> create.bucket(AzulejoOnLocalStack.PHOTOS));
        var key = TENANT + "/" + name;
        s3.putObject(put -> put.bucket(AzulejoOnLocalStack.PHOTOS).key(key), RequestBody.fromBytes(bytes));
        return "s3://%s/%s".formatted(AzulejoOnLocalStack.PHOTOS, key);
    }

    @Override
    protected String copiesGo() {
        cloud.aws().s3().createBucket(create -> create.bucket(AzulejoOnLocalStack.SHELVES));
        return "s3://%s/%s/".formatted(AzulejoOnLocalStack.SHELVES, TENANT);
    }

    @Override
    protected byte[] read(String uri) {
        var at = URI.create(uri);
        return cloud.aws()
                .s3()
                .getObjectAsBytes(
                        get -> get.bucket(at.getAuthority()).key(at.getPath().substring(1)))
                .asByteArray();
    }

    /// The bucket is not there, which the operator hears in the log, and the caller by the name that was asked for.
    @Test
    void aPlaceThatCannotBeWrittenToIsNamedAndTheJobIsTriedAgainOnceItCan() {
        var upload = caller.upload("late.png", ApiCaller.png(42, 40, 40));
        var copy = "s3://%s/late.png".formatted(AzulejoOnLocalStack.LATE_SHELF);
        var asked = caller.post("/v1/jobs", Map.of("input", Map.of("upload", upload), "options", HALF, "copyTo", copy));
        var job = asked.json().get("id").asText();
        var failed = caller.ended(job);
        assertThat(failed.get("status").asText()).as(failed.toString()).isEqualTo("failed");
        assertThat(failed.at("/problem/detail").asText())
                .startsWith(copy + " could not be written")
                .doesNotContain("arn:");
        cloud.aws().s3().createBucket(create -> create.bucket(AzulejoOnLocalStack.LATE_SHELF));
        assertThat(caller.post("/v1/jobs/" + job + "/redrive", Map.of()).status())
                .isEqualTo(202);
        var done = caller.ended(job);
        assertThat(done.get("status").asText()).as(done.toString()).isEqualTo("succeeded");
        assertThat(read(copy)).isEqualTo(caller.result(done));
    }

    @Override
    protected String page() {
        return "/v1/";
    }

    @Test
    void thePageMayAskTheBucketsOfLinksToo() {
        var bucket = cloud.output(StackOutput.WORK_BUCKET);
        assertThat(caller.get("/v1/").header("content-security-policy"))
                .contains("connect-src 'self' https://%s.s3.".formatted(bucket));
    }

    /// WHATWG Fetch, 3.3: a browser asks first, without a key, and gives the answer to the page only if it is told so.
    @Test
    void pagesThatWereAllowedMayUseTheApiAndNoOthers() {
        var asked = Map.of(
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization",
                "Authorization",
                "");
        var preflight = from(AzulejoOnLocalStack.SHOP, "OPTIONS", asked);
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(AzulejoOnLocalStack.SHOP);
        assertThat(preflight.header("access-control-allow-methods")).contains("PATCH");
        assertThat(preflight.header("access-control-allow-headers")).contains("Idempotency-Key");
        assertThat(preflight.headers()).doesNotContainKey("access-control-allow-credentials");
        var listed = from(AzulejoOnLocalStack.SHOP, "GET", Map.of());
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.header("access-control-allow-origin")).isEqualTo(AzulejoOnLocalStack.SHOP);
        assertThat(listed.header("access-control-expose-headers")).contains("Retry-After");
        assertThat(String.valueOf(listed.headers().get("vary"))).contains("Origin");
        var refused = from(AzulejoOnLocalStack.SHOP, "GET", Map.of("Authorization", ""));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("access-control-allow-origin"))
                .as("a page hears why, too")
                .isEqualTo(AzulejoOnLocalStack.SHOP);
        for (var origin : List.of("https://evil.example", "null", AzulejoOnLocalStack.SHOP + ".evil.example")) {
            assertThat(from(origin, "OPTIONS", asked).headers()).doesNotContainKey("access-control-allow-origin");
            assertThat(from(origin, "GET", Map.of()).headers()).doesNotContainKey("access-control-allow-origin");
        }
    }

    private Answer from(String origin, String method, Map<String, String> more) {
        var headers = new TreeMap<>(more);
        headers.put("Origin", origin);
        return caller.send(method, "/v1/jobs", BodyPublishers.noBody(), headers);
    }

    @Override
    protected ApiCaller newcomer() {
        return CloudApi.of(cloud, "newcomer");
    }

    /// As the rule does that runs all the time.
    @Override
    protected void sweep() {
        var lambda = cloud.aws().lambda();
        var name = lambda.listFunctionsPaginator().functions().stream()
                .map(FunctionConfiguration::functionName)
                .filter(function -> function.contains("ApiHttp"))
                .findFirst()
                .orElseThrow();
        var answer = lambda.invoke(call -> call.functionName(name)
                .payload(SdkBytes.fromUtf8String(
                        "{\"httpMethod\": \"POST\", \"path\": \"/sweep\", \"resource\": \"/{proxy+}\"}")));
        assertThat(answer.payload().asUtf8String()).contains("\"statusCode\":204");
    }

    @Test
    void nobodyWhoComesByTheGatewayCanSweep() {
        assertThat(caller.post("/v1/sweep", Map.of()).status()).isEqualTo(404);
    }

    @Override
    protected List<String> filesOf(String upload) {
        try (var objects = cloud.work().list("")) {
            return objects.map(ObjectStat::key)
                    .filter(key -> key.contains(upload))
                    .toList();
        }
    }
}
