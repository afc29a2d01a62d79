/// Stores objects in S3, and in servers with its API.
@NullMarked
package dev.azulejo.storage.s3;

import org.jspecify.annotations.NullMarked;
