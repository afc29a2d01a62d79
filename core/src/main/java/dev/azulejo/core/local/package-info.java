/// Runs the pipeline in one process. Read LocalDispatcher first.
@NullMarked
package dev.azulejo.core.local;

import org.jspecify.annotations.NullMarked;
