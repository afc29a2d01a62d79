package dev.azulejo.storage.drives.dropbox;

/// The addresses of Dropbox, without slashes at the end.
public record DropboxHosts(String api, String content, String notification) {
    /// The addresses of the real service.
    public static final DropboxHosts USUAL = new DropboxHosts(
            "https://api.dropboxapi.com", "https://content.dropboxapi.com", "https://notify.dropboxapi.com");
}
