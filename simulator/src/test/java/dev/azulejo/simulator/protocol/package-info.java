/// The protocol of jobs: repeats, deaths, decisions and deliveries, over storages that are real and codecs, models and
/// encoders that are trivial.
@NullMarked
package dev.azulejo.simulator.protocol;

import org.jspecify.annotations.NullMarked;
