package dev.azulejo.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.tenant.Caller;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.local.keyring.Keyring;
import dev.azulejo.local.machine.Connectable;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.connect.Connection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Answers `/v1/drives`: the drives that this machine's owner has connected, for the page alone.
@Path("/v1/drives")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DrivesResource {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    private final DriveConsents consents;
    private final Caller caller;

    DrivesResource(DriveConsents consents, Caller caller) {
        this.consents = consents;
        this.caller = caller;
    }

    /// @param kinds that can be connected by a page of theirs
    /// @param home where what connects them will be kept
    public record Drives(List<DriveKind> kinds, List<ConnectedDrive> connected, String home) {}

    public record DriveKind(String kind, String title) {}

    public record ConnectedDrive(String kind, String name, String place) {}

    /// @param page that the owner has to open
    public record Question(String page) {}

    /// @param revoked whether the service has taken it back; if not, its owner has to
    public record Disconnected(boolean revoked) {}

    @GET
    @Operation(hidden = true)
    public Drives list() {
        refuseOthers();
        var kinds = Connectable.pages().stream()
                .map(drive -> new DriveKind(drive.scheme(), drive.title()))
                .toList();
        var connected = LocalPlaces.connected(QuarkusServer.settings().config()).stream()
                .map(name -> name.split("/", 2))
                .filter(parts -> kinds.stream().anyMatch(kind -> kind.kind.equals(parts[0])))
                .map(parts -> new ConnectedDrive(parts[0], parts[1], Connectable.place(parts[0], parts[1])))
                .toList();
        return new Drives(kinds, connected, LocalPlaces.homeOfNew(keyring()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Question connect(@Nullable JsonNode json, @Context UriInfo uri) {
        refuseOthers();
        var body = new Body(json);
        var kind = body.text("kind");
        var provider = Connectable.pages().stream()
                .filter(drive -> drive.scheme().equals(kind))
                .findFirst();
        if (provider.isEmpty()) {
            body.wrong("kind", "'%s' is no drive that can be connected".formatted(kind));
        }
        var name = body.text("name");
        if (!NAME.matcher(name).matches()) {
            body.wrong("name", "'%s' must be of a-z, 0-9 and -".formatted(name));
        }
        var app = new Connection(
                body.text("clientId"), body.any("clientSecret").asText(), "", "", 0, addresses(body.any("addresses")));
        body.noOthers();
        body.check();
        var secrets = LocalPlaces.secretsToKeep(QuarkusServer.settings().config(), keyring());
        var callback = uri.getBaseUri().resolve("/connected");
        return new Question(consents.begin(provider.orElseThrow(), kind + "/" + name, app, callback, secrets));
    }

    /// The addresses of a service that is elsewhere, as in national clouds.
    private static Map<String, String> addresses(JsonNode given) {
        var addresses = new HashMap<String, String>();
        given.properties()
                .forEach(field -> addresses.put(field.getKey(), field.getValue().asText()));
        return addresses;
    }

    @DELETE
    @Path("{kind}/{name}")
    @Operation(hidden = true)
    public Disconnected disconnect(@PathParam("kind") String kind, @PathParam("name") String name) {
        refuseOthers();
        var provider = Connectable.pages().stream()
                .filter(drive -> drive.scheme().equals(kind))
                .findFirst()
                .orElseThrow(() -> Kind.NOT_FOUND.exception("there is no such drive"));
        return new Disconnected(disconnect(provider, kind + "/" + name));
    }

    private static boolean disconnect(DriveProvider provider, String name) {
        return Connectable.disconnect(
                        provider,
                        name,
                        LocalPlaces.secrets(QuarkusServer.settings().config()))
                .orElseThrow(() -> Kind.NOT_FOUND.exception("there is no such drive"));
    }

    private static Optional<Keyring> keyring() {
        return QuarkusServer.settings().config().keyring().filter(Keyring::keepsWhatItIsGiven);
    }

    private void refuseOthers() {
        if (!caller.tenant().equals(Tenant.LOCAL)) {
            throw Kind.NOT_FOUND.exception("drives are for this machine's owner");
        }
    }
}
