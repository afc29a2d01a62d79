/// `azulejo models`: lists models, adds, fetches and checks them, and shows which ones serve.
@NullMarked
package dev.azulejo.cli.command.models;

import org.jspecify.annotations.NullMarked;
