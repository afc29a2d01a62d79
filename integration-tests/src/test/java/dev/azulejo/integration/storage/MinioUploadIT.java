package dev.azulejo.integration.storage;

import dev.azulejo.integration.minio.OnMinio;

@OnMinio
class MinioUploadIT extends UploadsToS3 {}
