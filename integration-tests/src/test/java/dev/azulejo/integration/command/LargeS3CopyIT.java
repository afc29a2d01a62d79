package dev.azulejo.integration.command;

import dev.azulejo.integration.localstack.OnLocalStack;

@OnLocalStack
class LargeS3CopyIT extends LargeCopiesToS3 {}
