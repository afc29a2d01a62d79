/// LocalStack for the tests, however this machine can run it, and what tests do with it: clients, deployments.
@NullMarked
package dev.azulejo.integration.localstack;

import org.jspecify.annotations.NullMarked;
