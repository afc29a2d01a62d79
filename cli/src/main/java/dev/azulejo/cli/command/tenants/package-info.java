/// `azulejo tenants`: operators see what each tenant of the API holds, and cancel or erase it.
@NullMarked
package dev.azulejo.cli.command.tenants;

import org.jspecify.annotations.NullMarked;
