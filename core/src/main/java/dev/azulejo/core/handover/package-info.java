/// What stages hand to each other as objects that hold pixels.
@NullMarked
package dev.azulejo.core.handover;

import org.jspecify.annotations.NullMarked;
