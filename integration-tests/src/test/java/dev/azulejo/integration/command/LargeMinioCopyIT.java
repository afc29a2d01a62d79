package dev.azulejo.integration.command;

import dev.azulejo.integration.minio.OnMinio;

@OnMinio
class LargeMinioCopyIT extends LargeCopiesToS3 {}
