/// Measures what a picture is before a model is chosen: [PictureLook] sees each row once, and [Picture] is
/// what it found.
@NullMarked
package dev.azulejo.core.look;

import org.jspecify.annotations.NullMarked;
