package dev.azulejo.integration.cloud;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiUploadContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What people do with uploads, by the function behind the gateway, and links that S3 keeps to.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class CloudUploadsIT extends ApiUploadContract {
    private final ApiCaller caller;

    CloudUploadsIT(Cloud cloud) {
        caller = CloudApi.of(cloud, "bringers");
    }

    @Override
    protected ApiCaller caller() {
        return caller;
    }

    @Override
    protected boolean linksCanBeTakenBack() {
        return false;
    }
}
