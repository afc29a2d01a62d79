/// A second S3, which is a real program: MinIO.
@NullMarked
package dev.azulejo.integration.minio;

import org.jspecify.annotations.NullMarked;
