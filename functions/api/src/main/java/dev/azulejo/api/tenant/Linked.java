package dev.azulejo.api.tenant;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks operations that a link of [LinkKeys] opens, too.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Linked {}
