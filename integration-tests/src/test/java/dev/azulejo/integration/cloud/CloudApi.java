package dev.azulejo.integration.cloud;

import dev.azulejo.api.contract.ApiCaller;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.server.Served;

/// The API of a deployed stack, for a tenant of its own.
final class CloudApi {
    private CloudApi() {}

    /// What the stack says of its address names a host that only AWS would have: behind it LocalStack wants the id of
    /// the gateway ("API Gateway", LocalStack's documentation).
    static ApiCaller of(Cloud cloud, String tenant) {
        var gateway = cloud.output(StackOutput.API_URL).replaceFirst("^https?://([^.]+)[.].*", "$1");
        var key = Served.keyOfDeployment(cloud.output(StackOutput.WORK_BUCKET), tenant, cloud.environment());
        return new ApiCaller("%s/_aws/execute-api/%s".formatted(cloud.aws().endpoint(), gateway), key) {
            @Override
            protected void pause() {
                Cloud.pause(Cloud.OF_A_JOB);
            }
        };
    }
}
