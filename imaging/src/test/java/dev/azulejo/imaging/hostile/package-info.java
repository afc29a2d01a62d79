/// Files that were made to hurt: small ones that cost much. For the tests of every door by which files come in.
@NullMarked
package dev.azulejo.imaging.hostile;

import org.jspecify.annotations.NullMarked;
