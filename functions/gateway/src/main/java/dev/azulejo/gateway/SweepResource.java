package dev.azulejo.gateway;

import dev.azulejo.api.job.Lifetimes;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.tenant.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Removes results whose time is over, when the deployment's clock says so. That calls the function itself, in the
/// gateway's form; to those who come by the gateway this does not exist.
@Path("/v1/sweep")
@Open
@RunOnVirtualThread
public class SweepResource {
    private final Lifetimes lifetimes;

    public SweepResource(Lifetimes lifetimes) {
        this.lifetimes = lifetimes;
    }

    /// @param address of the caller, which the gateway adds to each request ("Amazon API Gateway important notes", API
    ///     Gateway Developer Guide)
    @POST
    @Operation(hidden = true)
    public void sweep(@HeaderParam("X-Forwarded-For") @Nullable String address) {
        if (address != null) {
            throw Kind.NOT_FOUND.exception("there is nothing here");
        }
        lifetimes.sweep();
    }
}
