package dev.azulejo.integration.storage;

import dev.azulejo.integration.minio.OnMinio;

@OnMinio
class MinioComposeIT extends CompositionsInS3 {}
