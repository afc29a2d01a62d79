/// What a training takes: measured on this machine, predicted for others, and priced.
@NullMarked
package dev.azulejo.lab.quote;

import org.jspecify.annotations.NullMarked;
