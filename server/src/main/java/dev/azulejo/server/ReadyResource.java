package dev.azulejo.server;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.port.Quoting;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.tenant.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/v1/ready`: whether the server can take jobs now. Needs no key. In the cloud there is no disk that could be full,
/// and no function without its models.
@Open
@Path("/v1/ready")
@Tag(name = "catalog")
public class ReadyResource {
    private static final long LEAST_ROOM = 1L << 30;

    private final Premises premises;
    private final Quoting quoting;

    ReadyResource(Premises premises, Quoting quoting) {
        this.premises = premises;
        this.quoting = quoting;
    }

    public record Ready(String status) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            operationId = "getReadiness",
            summary = "Says that the server can take jobs",
            description = "503 when its disk has less than 1 GiB left, or not one model is there.")
    public Ready ready() {
        check(room() >= LEAST_ROOM, "the disk of the server's folder has less than 1 GiB left");
        check(
                premises.models().cards().stream().anyMatch(card -> quoting.hasWeights(card.id())),
                "no model is on this server");
        return new Ready("ready");
    }

    private static long room() {
        try {
            return Files.getFileStore(QuarkusServer.settings().data()).getUsableSpace();
        } catch (IOException e) {
            throw Kind.UNAVAILABLE.exception("the disk of the server's folder cannot be looked at");
        }
    }

    private static void check(boolean good, String otherwise) {
        if (!good) {
            throw Kind.UNAVAILABLE.exception(otherwise);
        }
    }
}
