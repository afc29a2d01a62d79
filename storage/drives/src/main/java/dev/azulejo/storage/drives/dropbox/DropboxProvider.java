package dev.azulejo.storage.drives.dropbox;

import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.connect.OAuthService;
import java.util.List;
import java.util.Map;

/// Opens `dropbox:/photos`: a folder of the connected Dropbox, or of the app's own folder in it.
public final class DropboxProvider extends DriveProvider {
    /// The names of a connection's addresses.
    public static final String API = "api";

    public static final String CONTENT = "content";
    public static final String NOTIFY = "notify";
    public static final String PAGE = "page";

    private static final List<String> SCOPES =
            List.of("files.metadata.read", "files.content.read", "files.content.write");

    @Override
    public String scheme() {
        return "dropbox";
    }

    @Override
    public String title() {
        return "Dropbox";
    }

    /// The addresses of OAuth; `token_access_type` is needed to get a refresh token.
    @Override
    public OAuthService oauth(Map<String, String> addresses) {
        var api = hosts(addresses).api();
        return new OAuthService(
                addresses.getOrDefault(PAGE, "https://www.dropbox.com/oauth2/authorize"),
                api + "/oauth2/token",
                new OAuthService.Revocation.ByBearer(api + "/2/auth/token/revoke"),
                SCOPES,
                Map.of("token_access_type", "offline"));
    }

    @Override
    protected DriveService service(DriveHttp http, Map<String, String> addresses, String folder) {
        return new DropboxService(
                http, hosts(addresses), folder.isEmpty() ? folder : "/" + folder, DropboxService.USUAL_CHUNK_BYTES);
    }

    private static DropboxHosts hosts(Map<String, String> addresses) {
        var usual = DropboxHosts.USUAL;
        return new DropboxHosts(
                addresses.getOrDefault(API, usual.api()),
                addresses.getOrDefault(CONTENT, usual.content()),
                addresses.getOrDefault(NOTIFY, usual.notification()));
    }
}
