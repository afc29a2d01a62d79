/// The stages as functions of AWS Lambda: handlers that translate, and the wiring that builds what they call.
@NullMarked
package dev.azulejo.functions;

import org.jspecify.annotations.NullMarked;
