/// Files that are made to do harm: small ones that cost much. They are for the tests of every entrance for
/// files.
@NullMarked
package dev.azulejo.imaging.hostile;

import org.jspecify.annotations.NullMarked;
