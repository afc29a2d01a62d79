package dev.azulejo.storage.s3;

import java.net.URI;
import java.util.Locale;

/// The kinds of server.
public enum S3Profile {
    /// Amazon S3. Uploads carry a checksum that the service compares, in chunks that are signed one by one.
    AWS,

    /// Another server with the API of S3, such as MinIO, or LocalStack: path-style addresses, no checksum
    /// unless S3 demands one, no signed chunks. Some servers store the frames of such chunks as content,
    /// and answer 200.
    COMPATIBLE;

    static S3Profile of(URI endpoint) {
        var host = endpoint.getHost() == null ? "" : endpoint.getHost().toLowerCase(Locale.ROOT);
        return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn") ? AWS : COMPATIBLE;
    }
}
