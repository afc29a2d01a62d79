/// Makes a request of a source and the options that apply to it.
@NullMarked
package dev.azulejo.core.intake;

import org.jspecify.annotations.NullMarked;
