package dev.azulejo.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Marks tests that train, and so do not run where libtorch does not.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledOnOs(value = OS.LINUX, architectures = "aarch64", disabledReason = "libtorch does not come for it")
public @interface NeedsTorch {}
