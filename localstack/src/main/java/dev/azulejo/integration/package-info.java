/// Code that tests and the demo share.
@NullMarked
package dev.azulejo.integration;

import org.jspecify.annotations.NullMarked;
