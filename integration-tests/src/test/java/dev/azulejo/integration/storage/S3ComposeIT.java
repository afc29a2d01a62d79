package dev.azulejo.integration.storage;

import dev.azulejo.integration.localstack.OnLocalStack;

@OnLocalStack
class S3ComposeIT extends CompositionsInS3 {}
