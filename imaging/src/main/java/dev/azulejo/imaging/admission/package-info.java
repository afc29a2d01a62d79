/// Decides by the first bytes of a file whether it is decoded at all, and names what is not.
/// Read [Admission] first.
@NullMarked
package dev.azulejo.imaging.admission;

import org.jspecify.annotations.NullMarked;
