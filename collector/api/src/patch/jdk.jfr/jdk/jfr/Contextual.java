package jdk.jfr;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The annotation of JDK 25 by its name, for the compiler only: classes that bear it load on older
 * JDKs too, because an annotation that is not there is not seen.
 */
@MetadataDefinition
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Contextual {}
