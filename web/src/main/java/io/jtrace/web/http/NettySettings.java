package io.jtrace.web.http;

import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Proxy;

/**
 * What has to be said to our own copy of Netty before it is used: log nothing, keep no pools, leave
 * {@code sun.misc.Unsafe} alone.
 *
 * <p>Only if it is our own copy. Where jtrace is a library beside a program's Netty, how that
 * behaves is none of our business. Property names are renamed together with the packages when
 * {@code jtrace.jar} is put together, so they cannot reach the program's Netty either.
 */
final class NettySettings {
  private NettySettings() {}

  static void apply() {
    if (!InternalLoggerFactory.class.getName().startsWith("io.jtrace.")) {
      return;
    }
    set("io.netty.noUnsafe", "true");
    set("io.netty.noPreferDirect", "true");
    set("io.netty.allocator.type", "unpooled");
    set("io.netty.leakDetection.level", "disabled");
    set("io.netty.recycler.maxCapacityPerThread", "0");
    InternalLoggerFactory.setDefaultFactory(new Silence());
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Gives out loggers that are off at every level. */
  private static final class Silence extends InternalLoggerFactory {
    @Override
    protected InternalLogger newInstance(String name) {
      return (InternalLogger)
          Proxy.newProxyInstance(
              InternalLogger.class.getClassLoader(),
              new Class<?>[] {InternalLogger.class},
              (proxy, method, arguments) -> {
                if (method.getReturnType() == boolean.class) {
                  return false;
                }
                return method.getReturnType() == String.class ? name : null;
              });
    }
  }
}
