/// The commands of the laboratory as every build lists them, and how a build finds those it holds.
@NullMarked
package dev.azulejo.cli.command.lab;

import org.jspecify.annotations.NullMarked;
