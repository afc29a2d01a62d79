package dev.azulejo.integration.cloud;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.cloud.StackOutput;
import java.time.Instant;

/// The API of a deployed stack, for a tenant of its own.
final class CloudApi {
    private CloudApi() {}

    /// What the stack says of its address names a host that only AWS would have: behind it LocalStack wants the id of
    /// the gateway ("API Gateway", LocalStack's documentation).
    static ApiCaller of(Cloud cloud, String tenant) {
        var gateway = cloud.output(StackOutput.API_URL).replaceFirst("^https?://([^.]+)[.].*", "$1");
        var key = new AccessObjects(cloud.work())
                .make(new Tenant(tenant), null, Instant.now(), null)
                .orElseThrow();
        return new ApiCaller("%s/_aws/execute-api/%s".formatted(cloud.aws().endpoint(), gateway), key.text());
    }
}
