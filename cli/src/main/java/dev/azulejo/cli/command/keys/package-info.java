/// `azulejo keys`: operators issue and revoke keys of the API and set what each may use.
@NullMarked
package dev.azulejo.cli.command.keys;

import org.jspecify.annotations.NullMarked;
