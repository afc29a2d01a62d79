package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveProvider;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.connect.OAuthService;
import java.util.List;
import java.util.Map;

/// Opens `gdrive:/photos`: a folder of the connected Google Drive. A connection that names a folder by its
/// id begins there: a shared drive, or a shared folder.
public final class GoogleDriveProvider extends DriveProvider {
    /// The names of a connection's addresses: the API, the page and the token addresses, and the folder.
    public static final String API = "api";

    public static final String PAGE = "page";
    public static final String LOGIN = "login";
    public static final String FOLDER = "folder";

    private static final String WHOLE_DRIVE = "root";

    @Override
    public String scheme() {
        return "gdrive";
    }

    @Override
    public String title() {
        return "Google Drive";
    }

    /// The addresses of OAuth. With the narrower scope `drive.file` a program sees only its own files, and
    /// none that people drop. Without `access_type` there is no refresh token, and without `prompt` none
    /// the second time.
    @Override
    public OAuthService oauth(Map<String, String> addresses) {
        var login = addresses.getOrDefault(LOGIN, "https://oauth2.googleapis.com");
        return new OAuthService(
                addresses.getOrDefault(PAGE, "https://accounts.google.com/o/oauth2/v2/auth"),
                login + "/token",
                new OAuthService.Revocation.ByToken(login + "/revoke"),
                List.of("https://www.googleapis.com/auth/drive"),
                Map.of("access_type", "offline", "prompt", "consent"));
    }

    @Override
    protected DriveService service(DriveHttp http, Map<String, String> addresses, String folder) {
        return new GoogleDriveService(
                http,
                addresses.getOrDefault(API, "https://www.googleapis.com"),
                addresses.getOrDefault(FOLDER, WHOLE_DRIVE),
                folder);
    }
}
