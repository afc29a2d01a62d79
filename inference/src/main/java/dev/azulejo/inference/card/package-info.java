/// A model's folder: its card, weights and the recipes beside it, read and checked.
@NullMarked
package dev.azulejo.inference.card;

import org.jspecify.annotations.NullMarked;
