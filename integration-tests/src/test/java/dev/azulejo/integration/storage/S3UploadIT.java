package dev.azulejo.integration.storage;

import dev.azulejo.integration.localstack.OnLocalStack;

@OnLocalStack
class S3UploadIT extends UploadsToS3 {}
