package dev.azulejo.storage.drives.dropbox;

/// Where Dropbox is asked, without slashes at the end.
public record DropboxHosts(String api, String content, String notification) {
    /// The real ones.
    public static final DropboxHosts USUAL = new DropboxHosts(
            "https://api.dropboxapi.com", "https://content.dropboxapi.com", "https://notify.dropboxapi.com");
}
