/// Bytes and files: arrays that grow, and copies of users' files in the folder for temporary files. Start
/// with [RandomBytes] and [SpooledFile].
@NullMarked
package dev.azulejo.imaging.bytes;

import org.jspecify.annotations.NullMarked;
