/// S3, and servers that speak it, as a storage.
@NullMarked
package dev.azulejo.storage.s3;

import org.jspecify.annotations.NullMarked;
