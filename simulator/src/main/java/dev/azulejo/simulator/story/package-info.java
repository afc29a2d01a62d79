/// Failing runs, shrunk and told as stories.
@NullMarked
package dev.azulejo.simulator.story;

import org.jspecify.annotations.NullMarked;
