/// The whole product on LocalStack: the synthesized template, the real functions, machines, workers and models.
@NullMarked
package dev.azulejo.integration.cloud;

import org.jspecify.annotations.NullMarked;
