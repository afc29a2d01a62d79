package dev.azulejo.api.catalog;

import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.tenant.Open;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Answers `/v1/problems`: the pages that the types of problems lead to (RFC 9457, 3.1.1). They need no
/// key.
@Open
@Path(Problem.TYPES + "{kind}")
@Tag(name = "catalog")
public class ProblemsResource {
    @GET
    @NonBlocking
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @Operation(operationId = "getProblem", summary = "Explains a kind of problem, for people")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING)))
    public String get(@PathParam("kind") String word) {
        var kind = Arrays.stream(Kind.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Kind.NOT_FOUND.exception("there is no such kind of problem"));
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>%1$s</title>
                <h1>%1$s</h1>
                <p>%2$s</p>
                <p>Status %3$d of HTTP. An answer of this kind says in <code>detail</code> what was the matter.</p>
                </html>
                """.formatted(kind.title(), kind.remedy(), kind.status());
    }
}
