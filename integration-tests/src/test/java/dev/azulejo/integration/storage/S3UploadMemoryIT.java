package dev.azulejo.integration.storage;

import dev.azulejo.integration.localstack.OnLocalStack;
import org.junit.jupiter.api.parallel.Isolated;

@OnLocalStack
@Isolated
class S3UploadMemoryIT extends MemoryOfUploads {}
