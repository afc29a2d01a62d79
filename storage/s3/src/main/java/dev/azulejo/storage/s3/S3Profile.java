package dev.azulejo.storage.s3;

import java.net.URI;
import java.util.Locale;

/// Which kind of server answers.
public enum S3Profile {
    /// Amazon S3. Uploads carry a checksum that the service compares, in chunks that are signed one by one.
    AWS,

    /// A server that speaks S3, such as MinIO, or LocalStack: path-style addresses, no checksum where S3 does not
    /// demand one, no signed chunks. Some servers store the frames of such chunks as content, and answer 200.
    COMPATIBLE;

    /// What to assume of a server at `endpoint`.
    static S3Profile of(URI endpoint) {
        var host = endpoint.getHost() == null ? "" : endpoint.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn") ? AWS : COMPATIBLE;
    }
}
