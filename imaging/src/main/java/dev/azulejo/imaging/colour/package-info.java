/// Colours: profiles that files state, profiles made of numbers, and what the pixels of a result become.
/// Read [ResultColour] first.
@NullMarked
package dev.azulejo.imaging.colour;

import org.jspecify.annotations.NullMarked;
