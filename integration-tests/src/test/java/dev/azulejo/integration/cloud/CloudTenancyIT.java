package dev.azulejo.integration.cloud;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.contract.ApiTenancyContract;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Every operation of the document, with the names of another tenant's things, behind the gateway.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class CloudTenancyIT extends ApiTenancyContract {
    private final ApiCaller ana;
    private final ApiCaller ben;

    CloudTenancyIT(Cloud cloud) {
        ana = CloudApi.of(cloud, "ana");
        ben = CloudApi.of(cloud, "ben");
    }

    @Override
    protected ApiCaller ana() {
        return ana;
    }

    @Override
    protected ApiCaller ben() {
        return ben;
    }

    @Override
    protected String anasTenant() {
        return "ana";
    }
}
