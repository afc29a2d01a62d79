/// Other programs that tests run, and the Python packages that they need.
@NullMarked
package dev.azulejo.integration.python;

import org.jspecify.annotations.NullMarked;
