/// Mixes the answers of models by what each region of a picture shows.
@NullMarked
package dev.azulejo.core.infer.region;

import org.jspecify.annotations.NullMarked;
