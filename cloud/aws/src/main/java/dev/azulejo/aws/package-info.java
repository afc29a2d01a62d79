/// What functions and workers say to services of AWS, and what the answers mean. Places are opened by `storage/s3`.
@NullMarked
package dev.azulejo.aws;

import org.jspecify.annotations.NullMarked;
