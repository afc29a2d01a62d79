/// A scanner of the libraries that we ship and test with: known holes, by the public list of OSV.
@NullMarked
package dev.azulejo.integration.advisories;

import org.jspecify.annotations.NullMarked;
