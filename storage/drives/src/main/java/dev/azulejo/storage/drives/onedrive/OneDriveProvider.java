package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.connect.OAuthService;
import java.util.List;
import java.util.Map;

/// `onedrive:/photos` is a folder of the OneDrive of whoever connected it. A connection that names a drive by its id is
/// that drive: a document library of SharePoint, or what somebody shares.
public final class OneDriveProvider extends DriveProvider {
    /// Names of a connection's addresses: Graph, the page and the token address of a national cloud, and the drive.
    public static final String GRAPH = "graph";

    public static final String LOGIN = "login";
    public static final String DRIVE = "drive";

    /// For accounts of any organization and of nobody's.
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

    /// Microsoft has no address at which a token is taken back: the owner does it on the page of the account.
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
