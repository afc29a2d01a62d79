package dev.azulejo.api.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.port.Checksum;
import dev.azulejo.api.port.Room;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Paging;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.repeat.IdempotencyKeys;
import dev.azulejo.api.tag.Tagged;
import dev.azulejo.api.tag.Tags;
import dev.azulejo.api.tenant.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
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

/// Answers `/v1/uploads`: bytes go straight to the place, not through the API.
@Path("/v1/uploads")
@Tag(name = "uploads")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UploadsResource {
    private static final int LONGEST_NAME = 1024;

    private final Uploads uploads;
    private final HeldUploads held;
    private final IdempotencyKeys keys;
    private final Tags tags;
    private final Room room;
    private final Caller caller;

    public UploadsResource(
            Uploads uploads, HeldUploads held, IdempotencyKeys keys, Tags tags, Room room, Caller caller) {
        this.uploads = uploads;
        this.held = held;
        this.keys = keys;
        this.tags = tags;
        this.room = room;
        this.caller = caller;
    }

    /// The form of the body.
    public record NewUpload(
            @Schema(required = true, minLength = 1, maxLength = LONGEST_NAME, pattern = "\\S")
            String name,

            @Schema(required = true, minimum = "1", description = "At most as many as the server takes")
            long bytes,

            @Schema(
                    nullable = true,
                    pattern = "^[0-9a-f]{64}$",
                    description = "SHA-256 of the file: other bytes are refused")
            @Nullable String sha256) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createUpload",
            summary = "Announces a file",
            description = "Then PUT its bytes to the address of each part.")
    @APIResponse(
            responseCode = "201",
            description = "Where to put the bytes",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    public Response announce(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewUpload.class))) @Nullable JsonNode json) {
        var body = new Body(json);
        var name = body.text("name");
        if (name.length() > LONGEST_NAME) {
            body.wrong("name", "has %d characters; at most %d are taken".formatted(name.length(), LONGEST_NAME));
        }
        long bytes = body.number("bytes", 1, uploads.mostBytes());
        var checksum = checksum(body, bytes);
        body.noOthers();
        body.check();
        var upload = keys.made(
                        caller.tenant(),
                        IdempotencyKeys.checked(idempotencyKey),
                        "upload",
                        json,
                        () -> UploadId.random().text())
                .map(made -> uploads.announce(caller.tenant(), made, name, bytes, checksum))
                .orElseGet(() -> uploads.announce(caller.tenant(), name, bytes, checksum));
        return Response.created(URI.create("/v1/uploads/" + upload.id()))
                .entity(upload)
                .build();
    }

    @GET
    @Tagged
    @Operation(
            operationId = "listUploads",
            summary = "Lists uploads",
            description = "The newest first, those included whose bytes have not come.")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
    public HeldUploads.Page list(@Context UriInfo uri) {
        return held.list(caller.tenant(), Paging.checked(uri));
    }

    @GET
    @Path("{id}")
    @Tagged
    @Operation(
            operationId = "getUpload",
            summary = "Says whether an upload is complete, which jobs need it and when it expires")
    public HeldUpload get(@PathParam("id") String id) {
        return held.get(caller.tenant(), id);
    }

    @DELETE
    @Path("{id}")
    @Produces(MediaType.WILDCARD) // nothing
    @Operation(
            operationId = "deleteUpload",
            summary = "Deletes an upload that no job needs",
            description = "Its bytes go, and links to put them are dead. 409 when a job needs it.")
    @APIResponse(responseCode = "204", description = "It is removed")
    public void delete(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        tags.require(ifMatch, () -> get(id));
        room.whileRemoving(() -> held.delete(caller.tenant(), id));
    }

    private Optional<Checksum> checksum(Body body, long bytes) {
        var hash = body.hash("sha256");
        if (hash.isPresent() && bytes > uploads.mostCheckedBytes()) {
            body.wrong("sha256", "is taken for files of up to %d bytes".formatted(uploads.mostCheckedBytes()));
        }
        return hash.map(Checksum::new);
    }
}
