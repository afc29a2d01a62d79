/// Runs the stages as functions of AWS Lambda: handlers that translate, and the wiring that builds their
/// parts.
@NullMarked
package dev.azulejo.functions;

import org.jspecify.annotations.NullMarked;
