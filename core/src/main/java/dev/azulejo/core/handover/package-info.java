/// Objects that hold pixels and are handed from stage to stage.
@NullMarked
package dev.azulejo.core.handover;

import org.jspecify.annotations.NullMarked;
