/// The demo: the whole deployment on this machine, for users who want to see it run.
@NullMarked
package dev.azulejo.integration.demo;

import org.jspecify.annotations.NullMarked;
