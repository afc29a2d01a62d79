/// Other programs that the tests and the demo run, and the Python packages that these need.
@NullMarked
package dev.azulejo.integration.python;

import org.jspecify.annotations.NullMarked;
