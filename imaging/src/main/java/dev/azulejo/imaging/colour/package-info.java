/// Colours: profiles that files state, profiles made from numbers, and the conversion of a result's pixels.
/// Start with [ResultColour].
@NullMarked
package dev.azulejo.imaging.colour;

import org.jspecify.annotations.NullMarked;
