/// Calls to services of AWS by functions and workers, and the meaning of the answers. Places are opened by
/// `storage/s3`.
@NullMarked
package dev.azulejo.aws;

import org.jspecify.annotations.NullMarked;
