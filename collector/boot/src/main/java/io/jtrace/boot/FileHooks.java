package io.jtrace.boot;

import org.jspecify.annotations.Nullable;

/**
 * What is called around file operations that JFR does not know. Same rules as {@link NetworkHooks}.
 * An operation that fails is not written.
 */
@SuppressWarnings("EmptyCatch") // whatever goes wrong in here must not reach the program
public final class FileHooks {

  private FileHooks() {}

  public static @Nullable Object transferBegins(@Nullable String path) {
    try {
      return Timing.begun(new FileTransferEvent());
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  public static void transferEnds(long bytes, @Nullable Object begun, @Nullable String path) {
    if (begun != null) {
      try {
        FileTransferEvent event = (FileTransferEvent) begun;
        event.path = path == null ? "" : path;
        event.bytes = bytes;
        event.commit();
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  public static @Nullable Object forceBegins(long bytes) {
    try {
      return Timing.begun(new MappedForceEvent());
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  public static void forceEnds(@Nullable Object begun, long bytes) {
    if (begun != null) {
      try {
        MappedForceEvent event = (MappedForceEvent) begun;
        event.bytes = bytes;
        event.commit();
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }

  public static @Nullable Object asyncBegins() {
    try {
      return Timing.begun(new AsyncFileEvent());
    } catch (Throwable unrecorded) {
      return null;
    }
  }

  public static void asyncEnds(int bytes, @Nullable Object begun, String operation) {
    if (begun != null) {
      try {
        AsyncFileEvent event = (AsyncFileEvent) begun;
        event.operation = operation;
        event.path = "";
        event.bytes = bytes;
        event.commit();
      } catch (Throwable unrecorded) {
        // see the class comment
      }
    }
  }
}
