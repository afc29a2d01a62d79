/// Damages pictures step by step and by a seed, as happens before people want them restored.
@NullMarked
package dev.azulejo.lab.damage;

import org.jspecify.annotations.NullMarked;
