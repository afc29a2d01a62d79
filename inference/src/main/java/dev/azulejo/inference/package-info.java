/// Neural networks: model cards, warm sessions and checked numbers, on top of exchangeable engines. Start with
/// ModelFolder, which opens what the rooms below give it: `card` reads models, `choice` finds the engine for them,
/// `ladder` runs them, `probe` finds out what a card must say.
@NullMarked
package dev.azulejo.inference;

import org.jspecify.annotations.NullMarked;
