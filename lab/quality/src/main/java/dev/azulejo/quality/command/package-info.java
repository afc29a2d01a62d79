/// The commands of the laboratory that measure, compare and decide: `evaluate`, `edge-cases`, `sets`, `metrics`,
/// `arena`
/// and `models promote`.
@NullMarked
package dev.azulejo.quality.command;

import org.jspecify.annotations.NullMarked;
