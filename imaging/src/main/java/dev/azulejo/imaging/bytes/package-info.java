/// Bytes at hand: arrays that grow, and copies of users' files in the folder for temporary files.
/// Read [RandomBytes] and [SpooledFile] first.
@NullMarked
package dev.azulejo.imaging.bytes;

import org.jspecify.annotations.NullMarked;
