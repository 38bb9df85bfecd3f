package io.jtrace.agent.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that looks like {@code /proc/self}. */
final class FakeProc {

  private final Path root;

  FakeProc(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("task"));
    Files.createDirectories(root.resolve("fd"));
    limit("1024");
  }

  ProcDirectory directory() {
    return new ProcDirectory(root);
  }

  FakeProc limit(String openFiles) throws IOException {
    Files.writeString(
        root.resolve("limits"),
        "Limit  Soft Limit\nMax open files   " + openFiles + "  4096 files");
    return this;
  }

  FakeProc status(String line) throws IOException {
    Files.writeString(root.resolve("status"), "Name:\tj\u00e4va\n" + line + "\n");
    return this;
  }

  FakeProc maps(String lines) throws IOException {
    Files.writeString(root.resolve("maps"), lines);
    return this;
  }

  FakeProc thread(int id, String schedstat) throws IOException {
    return file(id, "schedstat", schedstat);
  }

  FakeProc file(int id, String name, String text) throws IOException {
    Path task = Files.createDirectories(root.resolve("task").resolve(Integer.toString(id)));
    Files.writeString(task.resolve(name), text);
    return this;
  }

  FakeProc descriptor(int number, String target) throws IOException {
    Files.createSymbolicLink(root.resolve("fd").resolve(Integer.toString(number)), Path.of(target));
    return this;
  }

  /** A thread that ended while its file is open reads as nothing. */
  FakeProc end(int id) throws IOException {
    Path task = root.resolve("task").resolve(Integer.toString(id));
    Files.writeString(task.resolve("schedstat"), "");
    Files.delete(task.resolve("schedstat"));
    Files.delete(task);
    return this;
  }
}
