package dev.azulejo.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.repeat.IdempotencyKeys;
import dev.azulejo.api.tag.Tagged;
import dev.azulejo.api.tag.Tags;
import dev.azulejo.api.tenant.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers `/v1/webhooks` by calling [Webhooks].
@Path("/v1/webhooks")
@Tag(name = "webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class WebhooksResource {
    private final Webhooks webhooks;
    private final IdempotencyKeys keys;
    private final Tags tags;
    private final Caller caller;

    public WebhooksResource(Webhooks webhooks, IdempotencyKeys keys, Tags tags, Caller caller) {
        this.webhooks = webhooks;
        this.keys = keys;
        this.tags = tags;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Names an address that hears how jobs end",
            description = "What is sent is signed after Standard Webhooks; the secret is shown this once.")
    @APIResponse(
            responseCode = "201",
            description = "The webhook and its secret",
            content = @Content(schema = @Schema(implementation = SecretView.class)))
    public Response create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @RequestBody(content = @Content(schema = @Schema(implementation = Webhooks.NewWebhook.class))) @Nullable JsonNode body) {
        var key = IdempotencyKeys.checked(idempotencyKey);
        var created = webhooks.create(
                caller.tenant(),
                body,
                () -> keys.made(
                        caller.tenant(),
                        key,
                        "webhook",
                        body,
                        () -> WebhookId.random().text()));
        return Response.created(URI.create(created.webhook().links().self()))
                .entity(created)
                .build();
    }

    @GET
    @Operation(operationId = "listWebhooks", summary = "Lists webhooks, the oldest first")
    public Webhooks.All list() {
        return webhooks.all(caller.tenant());
    }

    @GET
    @Tagged
    @Path("{id}")
    @Operation(operationId = "getWebhook", summary = "Says where a webhook stands")
    public WebhookView get(@PathParam("id") String id) {
        return webhooks.get(caller.tenant(), id);
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeWebhook",
            summary = "Changes where events are sent, or which ones",
            description = "What is left out stays as it is. Secrets stay too, and so does what is on its way.")
    public WebhookView change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = Webhooks.WebhookChange.class))) @Nullable JsonNode body) {
        return webhooks.change(caller.tenant(), id, body, version -> tags.require(ifMatch, () -> version));
    }

    @DELETE
    @Path("{id}")
    @Produces(MediaType.WILDCARD) // nothing
    @Operation(operationId = "deleteWebhook", summary = "Removes a webhook and what is on its way to it")
    @APIResponse(responseCode = "204", description = "It is gone")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        tags.require(ifMatch, () -> get(id));
        webhooks.delete(caller.tenant(), id);
    }

    @POST
    @Path("{id}/rotate")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Makes a new secret",
            description = "The one before it signs too, for 24 hours.")
    public SecretView rotate(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return webhooks.rotate(caller.tenant(), id, version -> tags.require(ifMatch, () -> version));
    }

    @POST
    @Path("{id}/enable")
    @Operation(operationId = "enableWebhook", summary = "Sends again to a webhook that was disabled, what waits first")
    public WebhookView enable(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return webhooks.enable(caller.tenant(), id, version -> tags.require(ifMatch, () -> version));
    }

    @POST
    @Path("{id}/test")
    @Operation(
            operationId = "testWebhook",
            summary = "Sends an event about nothing, once",
            description = "Deliveries say what came of it.")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response test(@PathParam("id") String id) {
        return Response.accepted(webhooks.test(caller.tenant(), id)).build();
    }

    @GET
    @Path("{id}/deliveries")
    @Operation(operationId = "listWebhookDeliveries", summary = "Lists what was sent, the newest first")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    public Webhooks.Page deliveries(@PathParam("id") String id, @Context UriInfo uri) {
        return webhooks.deliveries(caller.tenant(), id, Paging.checked(uri));
    }

    @POST
    @Path("{id}/deliveries/{event}/resend")
    @Operation(operationId = "resendWebhookDelivery", summary = "Sends an event again, under the id that it has")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Response resend(@PathParam("id") String id, @PathParam("event") String event) {
        return Response.accepted(webhooks.resend(caller.tenant(), id, event)).build();
    }
}
