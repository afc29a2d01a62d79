package dev.azulejo.storage.webdav;

/// What servers do otherwise than others, or than the RFC says.
enum Quirk {
    /// Keeps no dead properties: nginx, rclone.
    NO_PROPERTIES,
    /// Does not know PROPPATCH at all.
    NO_PROPPATCH,
    WEAK_ETAGS,
    NO_ETAGS,
    /// ETags of size and time in seconds, as WsgiDAV and nginx make them.
    COARSE_ETAGS,
    /// ETags in properties come without quotes.
    BARE_ETAGS,
    IGNORES_IF,
    /// Any `If` with an ETag fails: golang.org/x/net/webdav.
    REFUSES_IF,
    /// Takes a tag that is a path for nothing that it knows, and so for true.
    KNOWS_ADDRESS_TAGS_ONLY,
    /// The same for a whole address: WsgiDAV.
    KNOWS_PATH_TAGS_ONLY,
    IGNORES_OVERWRITE,
    IGNORES_IF_MATCH,
    FOLDS_CASE,
    /// Takes two forms of Unicode for one, and shows the decomposed one, as file systems of Macs did.
    DECOMPOSES,
    /// Takes two forms for one, and shows the one that was written.
    FOLDS_FORM,
    /// `href` with a host, whose name is in other letters, and percent-encoded where it need not be.
    ABSOLUTE_HREFS,
    /// Says nothing of properties that are not there.
    LEAVES_OUT,
    /// Decodes where to move to before it takes it apart: WsgiDAV.
    DECODES_TWICE,
    NO_RANGES,
    /// Gives what is moved a new date and ETag.
    RESTAMPS,
    /// Shows a page of a folder's content.
    SHOWS_FOLDERS,
    /// A collection is found with a slash at its end alone.
    REDIRECTS_FOLDERS
}
