/// GIF, which libvips reads and no code writes; this package checks that a file is whole. Start with
/// [GifWatch].
@NullMarked
package dev.azulejo.imaging.gif;

import org.jspecify.annotations.NullMarked;
