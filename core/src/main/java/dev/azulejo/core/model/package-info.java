/// Facts about neural networks that are known before they are loaded.
@NullMarked
package dev.azulejo.core.model;

import org.jspecify.annotations.NullMarked;
