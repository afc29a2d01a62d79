package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.connect.OAuthService;
import java.util.List;
import java.util.Map;

/// Opens `onedrive:/photos`: a folder of the connected OneDrive. A connection that names a drive by its id
/// opens that drive: a document library of SharePoint, or a shared folder.
public final class OneDriveProvider extends DriveProvider {
    /// The names of a connection's addresses: Graph, the page and the token address of a national cloud,
    /// and the drive.
    public static final String GRAPH = "graph";

    public static final String LOGIN = "login";
    public static final String DRIVE = "drive";

    /// The login address for accounts of any organization, and for personal ones.
    private static final String COMMON = "https://login.microsoftonline.com/common";

    private static final String OWN_FILES = "Files.ReadWrite";
    private static final String FILES_OF_OTHERS_TOO = "Files.ReadWrite.All";

    @Override
    public String scheme() {
        return "onedrive";
    }

    @Override
    public String title() {
        return "OneDrive";
    }

    /// The addresses of OAuth; Microsoft has none to revoke a token, which the owner does on the page of
    /// the account.
    @Override
    public OAuthService oauth(Map<String, String> addresses) {
        var login = addresses.getOrDefault(LOGIN, COMMON) + "/oauth2/v2.0/";
        var files = addresses.containsKey(DRIVE) ? FILES_OF_OTHERS_TOO : OWN_FILES;
        return new OAuthService(
                login + "authorize",
                login + "token",
                new OAuthService.Revocation.ByHand(),
                List.of(files, "offline_access"),
                Map.of());
    }

    @Override
    protected DriveService service(DriveHttp http, Map<String, String> addresses, String folder) {
        var graph = addresses.getOrDefault(GRAPH, OneDriveService.GRAPH);
        return new OneDriveService(http, graph, addresses.getOrDefault(DRIVE, ""), folder);
    }
}
