package dev.azulejo.server;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.tag.Tags;
import dev.azulejo.api.tenant.Open;
import dev.azulejo.api.upload.Uploads;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.server.SignedLinks.Grant;
import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUri;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PathPart;
import org.jspecify.annotations.Nullable;

/// `/v1/content`: the bytes of uploads and results, by signed links. In the cloud S3 does this.
@Open
@Path(ContentResource.PATH + "{token}/{name}")
@Tag(name = "content")
@RunOnVirtualThread
public class ContentResource {
    static final String PATH = "/v1/content/";

    private static final String UNKNOWN = "application/octet-stream";
    private static final String CONTENT_RANGE = "Content-Range";
    private static final int BUFFER = 1 << 16;
    private static final int TAG_DIGITS = 32;

    private final SignedLinks links;
    private final Premises premises;
    private final Uploads uploads;
    private final Transfers transfers;

    ContentResource(SignedLinks links, Premises premises, Uploads uploads, Transfers transfers) {
        this.links = links;
        this.premises = premises;
        this.uploads = uploads;
        this.transfers = transfers;
    }

    @GET
    @Operation(
            operationId = "getContent",
            summary = "Gives a file",
            description = "Or one range of it, as viewers of pyramids ask for.")
    @APIResponse(
            responseCode = "200",
            description = "All of it",
            content = {
                @Content(
                        mediaType = "application/octet-stream",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(
            responseCode = "206",
            description = "The bytes that Range has named",
            content = {
                @Content(
                        mediaType = "application/octet-stream",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response read(
            @PathParam("token") String token,
            @PathParam("name") String name,
            @HeaderParam("Range") @Nullable String asked,
            @HeaderParam("If-Range") @Nullable String ifRange,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Context RoutingContext request) {
        var object = granted(token, "GET", request).object();
        var storage = premises.places().open(object.place());
        try {
            var stat = storage.stat(object.key()).orElseThrow(() -> new NoSuchObject("no " + object, null));
            var type = MediaTypes.of(object.key());
            // What we do not know is saved and never shown: it may be anything.
            var how = type.equals(UNKNOWN) ? "attachment" : "inline";
            var tag = tag(stat);
            if (!Tags.matches(ifMatch, tag)) {
                throw Kind.CHANGED_MEANWHILE.exception("the file is another than the one of If-Match");
            }
            if (Tags.isAmong(ifNoneMatch, tag)) {
                return Response.notModified().header(HttpHeaders.ETAG, tag).build();
            }
            // Of a tag that is not this one, or a date, which no file here has, all is sent (RFC 9110, 13.1.5).
            boolean mayBeRange = request.request().method().equals(HttpMethod.GET) // alone, by 14.2
                    && (ifRange == null || ifRange.strip().equals(tag));
            var range = ByteRange.of(mayBeRange ? asked : null, stat.bytes());
            if (range.isPresent() && range.get().isEmpty()) {
                return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(CONTENT_RANGE, "bytes */" + stat.bytes())
                        .type(Problem.MEDIA_TYPE)
                        .entity(Kind.NO_SUCH_RANGE.because("the file has %d bytes".formatted(stat.bytes()), List.of()))
                        .build();
            }
            return bytes(fileOf(object), range, stat.bytes())
                    .type(type)
                    .header(HttpHeaders.ETAG, tag)
                    .header("Accept-Ranges", "bytes")
                    .header(HttpHeaders.CONTENT_DISPOSITION, how)
                    .header(HttpHeaders.CACHE_CONTROL, "private, max-age=900")
                    .build();
        } catch (NoSuchObject e) {
            throw Kind.NOT_FOUND.exception("the file is gone");
        }
    }

    /// Makes a strong tag (RFC 9110, 8.8.1): a file is written once, under a name that no other has.
    private static String tag(ObjectStat stat) {
        var text = "%s %d".formatted(stat.etag(), stat.bytes());
        return '"' + Hash.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, TAG_DIGITS) + '"';
    }

    /// Has the kernel send bytes from the file to the connection: a client that reads slowly costs neither
    /// a thread nor a buffer, and a range costs what it is long.
    private static ResponseBuilder bytes(java.nio.file.Path file, Optional<ByteRange> asked, long length) {
        return asked.map(range -> Response.status(Response.Status.PARTIAL_CONTENT)
                        .entity(new PathPart(file, range.first(), range.length()))
                        .header(HttpHeaders.CONTENT_LENGTH, range.length())
                        .header(CONTENT_RANGE, "bytes %d-%d/%d".formatted(range.first(), range.end() - 1, length)))
                .orElseGet(() -> Response.ok(new PathPart(file, 0, length)).header(HttpHeaders.CONTENT_LENGTH, length));
    }

    /// The file of an object: all places that links lead to are folders of this server.
    private static java.nio.file.Path fileOf(StorageUri object) {
        return java.nio.file.Path.of(object.place()).resolve(object.key());
    }

    @PUT
    @Consumes("*/*")
    @Operation(
            operationId = "putContent",
            summary = "Takes the bytes of an upload",
            description = "Once: 409 when they are here, 410 when it was removed. Send the headers of the part, too.")
    @APIResponse(responseCode = "204", description = "They are here")
    @RequestBody(
            description = "As many bytes as were announced for the part",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public void write(
            @PathParam("token") String token,
            @PathParam("name") String name,
            InputStream body,
            @Context RoutingContext request) {
        var grant = granted(token, "PUT", request);
        var object = grant.object();
        uploads.checkAwaited(object);
        try (var pending = premises.places().open(object.place()).write(object.key(), Map.of())) {
            var buffer = new byte[BUFFER];
            var digest = ContentVersion.digest();
            var rate = new LeastRate(System::nanoTime);
            long count = 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                count += read;
                rate.check(count);
                if (count > grant.bytes()) {
                    throw Kind.TOO_LARGE.exception(
                            "more bytes came than the %d that were announced".formatted(grant.bytes()));
                }
                pending.write(buffer, 0, read);
                digest.update(buffer, 0, read);
            }
            if (count < grant.bytes()) {
                throw Kind.UPLOAD_INCOMPLETE.exception(
                        "%d of %d bytes came; put all of them again".formatted(count, grant.bytes()));
            }
            if (grant.checksum().filter(expected -> !expected.isOf(digest)).isPresent()) {
                throw Uploads.mismatch();
            }
            if (!pending.commit(Precondition.ABSENT)) {
                throw Uploads.writtenOnce();
            }
            uploads.checkStillAwaited(object);
        } catch (IOException e) {
            throw Kind.UPLOAD_INCOMPLETE.exception("the bytes broke off; put all of them again");
        }
    }

    private Grant granted(String token, String method, RoutingContext request) {
        var grant = links.grant(token)
                .filter(known -> known.method().equals(method))
                .orElseThrow(() -> Kind.LINK_EXPIRED.exception("ask for the job or the upload again for a new link"));
        transfers.begin(Ending.of(request), method, ownerOf(grant.object()));
        return grant;
    }

    /// The tenant of an upload or a result; of what a viewer shows, the job.
    private String ownerOf(StorageUri object) {
        var folders = object.key().split("/", 3);
        return object.place().equals(premises.work()) ? folders[0] + "/" + folders[1] : folders[0];
    }
}
