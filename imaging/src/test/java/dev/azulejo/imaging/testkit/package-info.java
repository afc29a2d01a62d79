/// Shared parts of tests in several rooms: files of every format made here, pixels, and manifests.
@NullMarked
package dev.azulejo.imaging.testkit;

import org.jspecify.annotations.NullMarked;
