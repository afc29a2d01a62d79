package dev.azulejo.integration.cloud;

import dev.azulejo.integration.localstack.OnLocalStack;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Tests of this class get the deployed [Cloud] as a parameter. One deployment serves all classes of the JVM, so that
/// its functions stay warm: tests choose keys of their own. One class at a time, as some kill functions or take tasks.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnLocalStack
@ResourceLock("cloud")
@ExtendWith(CloudExtension.class)
@interface OnCloud {}
