/// What all formats share when they are read: a file that libvips has open, its rows, its pixels made usual.
/// Read [Format] and [FileFacts] first, then [VipsFile].
@NullMarked
package dev.azulejo.imaging.decode;

import org.jspecify.annotations.NullMarked;
