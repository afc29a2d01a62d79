package dev.azulejo.integration.localstack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests of this class get [LocalStack] and [AwsClients] as parameters. One server serves all classes of the JVM: it
/// starts with the first that asks, and ends after the last. So tests choose names of their own for what they make.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalStackExtension.class)
public @interface OnLocalStack {}
