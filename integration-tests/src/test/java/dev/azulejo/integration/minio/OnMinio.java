package dev.azulejo.integration.minio;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests of this class get [dev.azulejo.integration.localstack.AwsClients], or an S3 client alone, of a second S3:
/// MinIO, which checks signatures, checksums and preconditions where LocalStack takes a request's word. One server
/// serves all classes of the JVM. Where it cannot be had, the class is skipped and says what to install.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MinioExtension.class)
public @interface OnMinio {}
