/// Turns stored pixels into the planes that models read, and their answers into samples again; alpha goes
/// beside the models.
@NullMarked
package dev.azulejo.core.infer.sample;

import org.jspecify.annotations.NullMarked;
