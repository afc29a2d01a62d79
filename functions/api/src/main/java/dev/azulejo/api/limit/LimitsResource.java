package dev.azulejo.api.limit;

import dev.azulejo.api.tenant.Caller;
import dev.azulejo.api.upload.UploadQuota;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Answers `/v1/limits`.
@Path("/v1/limits")
@Tag(name = "limits")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LimitsResource {
    private final Admission admission;
    private final UploadQuota quota;
    private final Caller caller;

    public LimitsResource(Admission admission, UploadQuota quota, Caller caller) {
        this.admission = admission;
        this.quota = quota;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "getLimits", summary = "Says how much you may use, and have used")
    public LimitsView limits() {
        return admission.limits(caller.tenant(), quota.bytes(caller.tenant()));
    }
}
