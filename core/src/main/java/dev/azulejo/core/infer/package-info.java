/// The stage that runs models: [InferStage] takes a shard, cuts tiles from it, sends each through the chain
/// of models, and writes the answers.
@NullMarked
package dev.azulejo.core.infer;

import org.jspecify.annotations.NullMarked;
