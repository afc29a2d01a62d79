package dev.azulejo.integration.cloud;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiRefusalContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What the function behind the gateway says no to, and how.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class CloudApiRefusalIT extends ApiRefusalContract {
    private final ApiCaller caller;

    CloudApiRefusalIT(Cloud cloud) {
        caller = CloudApi.of(cloud, "strangers");
    }

    @Override
    protected ApiCaller caller() {
        return caller;
    }
}
