package dev.azulejo.integration.cloud;

import dev.azulejo.integration.localstack.OnLocalStack;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests of this class get the deployed [Cloud] as a parameter. One deployment serves all classes of the JVM, so that
/// its functions stay warm: tests choose keys of their own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnLocalStack
@ExtendWith(CloudExtension.class)
@interface OnCloud {}
