/// Runs other programs for the tests and the demo, and installs the Python packages that these need.
@NullMarked
package dev.azulejo.integration.python;

import org.jspecify.annotations.NullMarked;
