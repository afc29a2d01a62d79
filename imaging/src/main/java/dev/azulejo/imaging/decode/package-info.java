/// The common part of reading formats: a file that libvips has open, its rows, and pixels converted to
/// usual ones. Start with [Format] and [FileFacts], then [VipsFile].
@NullMarked
package dev.azulejo.imaging.decode;

import org.jspecify.annotations.NullMarked;
