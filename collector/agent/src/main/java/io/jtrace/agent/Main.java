package io.jtrace.agent;

import java.lang.reflect.InvocationTargetException;

/** {@code java -jar jtrace.jar}: the command line, which lives behind the private loader. */
public final class Main {

  private static final String COMMAND = "io.jtrace.web.cli.JtraceCommand";

  private Main() {}

  /** Runs the command line. */
  public static void main(String[] arguments) throws Exception {
    ClassLoader loader = PrivateLoader.shared();
    Thread.currentThread().setContextClassLoader(loader);
    Class<?> command;
    try {
      command = Class.forName(COMMAND, true, loader);
    } catch (ClassNotFoundException missing) {
      Stderr.say("this jar has no command line in it: expected " + COMMAND);
      System.exit(2);
      return;
    }
    try {
      command.getMethod("main", String[].class).invoke(null, (Object) arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Exception exception) {
        throw exception;
      }
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw thrown;
    }
  }
}
