package dev.azulejo.api.operator;

import dev.azulejo.api.job.JobFilter;
import dev.azulejo.api.job.Jobs;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.tenant.Caller;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.HeldUploads;
import dev.azulejo.core.option.OptionValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers `/v1/tenants` for keys of the owner, whose tenant is `local`; for others it does not exist.
@Path("/v1/tenants")
@Tag(name = "tenants", description = "For keys of the owner alone")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TenantsResource {
    private final Tenants tenants;
    private final Jobs jobs;
    private final HeldUploads uploads;
    private final Premises premises;
    private final Caller caller;

    public TenantsResource(Tenants tenants, Jobs jobs, HeldUploads uploads, Premises premises, Caller caller) {
        this.tenants = tenants;
        this.jobs = jobs;
        this.uploads = uploads;
        this.premises = premises;
        this.caller = caller;
    }

    /// @param tenants by name
    @Schema(name = "TenantsView")
    public record All(List<String> tenants) {}

    @GET
    @Operation(operationId = "listTenants", summary = "Lists tenants that have a key, limits, or anything else")
    public All list() {
        requireOwner();
        return new All(tenants.all().stream().map(Tenant::id).toList());
    }

    @GET
    @Path("{tenant}")
    @Operation(operationId = "getTenant", summary = "Says how much a tenant has")
    public Holding get(@PathParam("tenant") String tenant) {
        return tenants.holding(named(tenant));
    }

    @GET
    @Path("{tenant}/jobs")
    @Operation(operationId = "listTenantJobs", summary = "Lists a tenant's jobs, the newest first")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    public Jobs.Page jobs(@PathParam("tenant") String tenant, @Context UriInfo uri) {
        return jobs.list(named(tenant), Paging.checked(uri), JobFilter.ALL);
    }

    @GET
    @Path("{tenant}/uploads")
    @Operation(operationId = "listTenantUploads", summary = "Lists a tenant's uploads, the newest first")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    public HeldUploads.Page uploads(@PathParam("tenant") String tenant, @Context UriInfo uri) {
        return uploads.list(named(tenant), Paging.checked(uri));
    }

    /// @param cancelled how many jobs
    @Schema(name = "CancelledView")
    public record Cancelled(String tenant, int cancelled) {}

    @POST
    @Path("{tenant}/cancel")
    @Operation(operationId = "cancelTenantJobs", summary = "Ends all jobs of a tenant that have not ended")
    public Cancelled cancel(@PathParam("tenant") String tenant) {
        var whose = named(tenant);
        return new Cancelled(whose.id(), tenants.cancel(whose));
    }

    @DELETE
    @Path("{tenant}")
    @Operation(
            operationId = "eraseTenant",
            summary = "Erases all that a tenant has",
            description =
                    "Jobs, results, uploads, batches and webhooks; keys and limits stay, so revoke the keys first.")
    @APIResponse(
            responseCode = "200",
            description = "All of it is gone",
            content = @Content(schema = @Schema(implementation = Erased.class)))
    @APIResponse(
            responseCode = "202",
            description = "Some of it is left: send the request again, and it goes on",
            content = @Content(schema = @Schema(implementation = Erased.class)))
    public Response erase(
            @PathParam("tenant") String tenant,
            @Parameter(description = "The tenant's name once more", required = true) @QueryParam("confirm") @Nullable String confirm) {
        var whose = named(tenant);
        if (!whose.id().equals(confirm)) {
            throw Problem.invalid(List.of(new FieldError(
                    "/confirm",
                    "must be %s, to erase all that this tenant has; nothing was erased".formatted(whose.id()))));
        }
        var erased = tenants.erase(whose, premises.longestAnswer());
        return Response.status(erased.left() == 0 ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(erased)
                .build();
    }

    private void requireOwner() {
        if (!caller.tenant().equals(Tenant.LOCAL)) {
            throw Kind.NOT_FOUND.exception("there is nothing here for your key");
        }
    }

    private Tenant named(String tenant) {
        requireOwner();
        return tenants.find(tenant)
                .orElseThrow(
                        () -> Kind.NOT_FOUND.exception("there is no tenant %s".formatted(OptionValue.shown(tenant))));
    }
}
