package io.jtrace.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fields of JFR's own that an event can do without; each would take a byte or two in every event.
 *
 * <p>Inside {@code java.base} it becomes the annotation of this name that JFR has for the events of
 * the JDK. Elsewhere, and on a JDK that has none, it means nothing and the fields are there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface RemoveFields {

  /** Names of the fields. */
  String[] value();
}
