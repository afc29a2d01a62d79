package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiContract;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.integration.localstack.AzulejoOnLocalStack;
import dev.azulejo.storage.ObjectStat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// What people do with jobs, by the function behind the gateway and with the pipeline of the cloud.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class CloudApiIT extends ApiContract {
    private static final String TENANT = "people";

    private final Cloud cloud;
    private final ApiCaller caller;
    private WarmWorker worker;

    CloudApiIT(Cloud cloud) {
        this.cloud = cloud;
        this.caller = CloudApi.of(cloud, TENANT);
    }

    @BeforeAll
    void startWorker(@TempDir Path folder) {
        worker = WarmWorker.start(cloud, folder, Map.of());
    }

    @AfterAll
    void stopWorker() {
        worker.close();
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
    protected String page() {
        return "/v1/";
    }

    @Test
    void thePageMayAskTheBucketsOfLinksToo() {
        var bucket = cloud.output(StackOutput.WORK_BUCKET);
        assertThat(caller.get("/v1/").header("content-security-policy"))
                .contains("connect-src 'self' https://%s.s3.".formatted(bucket));
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
