/// Files to pixels and back: decoding by libvips, and the encoders of strips.
@NullMarked
package dev.azulejo.imaging;

import org.jspecify.annotations.NullMarked;
