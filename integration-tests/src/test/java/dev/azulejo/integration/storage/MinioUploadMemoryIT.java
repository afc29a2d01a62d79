package dev.azulejo.integration.storage;

import dev.azulejo.integration.minio.OnMinio;
import org.junit.jupiter.api.parallel.Isolated;

@OnMinio
@Isolated
class MinioUploadMemoryIT extends MemoryOfUploads {}
