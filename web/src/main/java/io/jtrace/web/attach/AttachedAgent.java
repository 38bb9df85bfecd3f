package io.jtrace.web.attach;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.jtrace.agent.Main;
import io.jtrace.agent.TraceServer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The agent in a running JVM: the one that is there, or one that is attached and taken out again on
 * close. Thread safe; closing twice does nothing more.
 */
public final class AttachedAgent implements AutoCloseable {
  private static final int TOKEN_BYTES = 16;

  private final VirtualMachine machine;
  private final URI address;
  private final Optional<String> token;
  private final Optional<Path> attachedJar;
  private boolean closed;

  private AttachedAgent(
      VirtualMachine machine, URI address, Optional<String> token, Optional<Path> attachedJar) {
    this.machine = machine;
    this.address = address;
    this.token = token;
    this.attachedJar = attachedJar;
  }

  /** The JVM can be attached to, but takes no agent. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Finds the agent in a JVM, or attaches it: it then listens on a free port of the loopback
   * address, asks for a token, and says nothing on the program's standard error.
   *
   * @throws RefusedException if the JVM takes no agents
   * @throws IOException if it cannot be attached to, with a sentence for the user
   */
  public static AttachedAgent in(long pid) throws IOException {
    VirtualMachine machine = attach(pid);
    boolean isDone = false;
    try {
      Optional<URI> running = address(machine);
      AttachedAgent agent =
          running.isPresent()
              ? new AttachedAgent(machine, running.get(), Optional.empty(), Optional.empty())
              : load(machine, pid);
      isDone = true;
      return agent;
    } finally {
      if (!isDone) {
        machine.detach();
      }
    }
  }

  static VirtualMachine attach(long pid) throws IOException {
    try {
      return VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException | IOException refused) {
      throw new IOException(
          "cannot attach to process " + pid + ": " + String.valueOf(refused.getMessage()), refused);
    } catch (NoClassDefFoundError missing) {
      throw RunningJvm.withoutAttach(missing);
    }
  }

  private static AttachedAgent load(VirtualMachine machine, long pid) throws IOException {
    Path jar = ownJar();
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    load(machine, jar, "listen=127.0.0.1:0,quiet=on,warmup=off,token=" + token, pid);
    URI address =
        address(machine)
            .orElseThrow(
                () ->
                    new IOException(
                        "the agent did not start in process "
                            + pid
                            + "; the standard error of that program says why"));
    return new AttachedAgent(machine, address, Optional.of(token), Optional.of(jar));
  }

  private static void load(VirtualMachine machine, Path jar, String options, long pid)
      throws IOException {
    try {
      machine.loadAgent(jar.toString(), options);
    } catch (AgentLoadException | AgentInitializationException | IOException refused) {
      throw new RefusedException(
          "process " + pid + " takes no agent (" + refused.getMessage() + ")", refused);
    }
  }

  private static Optional<URI> address(VirtualMachine machine) throws IOException {
    String address = machine.getSystemProperties().getProperty(TraceServer.ADDRESS_PROPERTY);
    return Optional.ofNullable(address).map(URI::create);
  }

  private static Path ownJar() throws IOException {
    try {
      Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(jar)) {
        return jar.toAbsolutePath();
      }
      throw new IOException("only jtrace.jar can be attached, found classes in " + jar);
    } catch (URISyntaxException bad) {
      throw new IOException("cannot find jtrace.jar: " + bad.getMessage(), bad);
    }
  }

  /** Returns the address below which its endpoints are; it ends with a slash. */
  public URI address() {
    return address;
  }

  /** Returns the token of an agent that was attached. */
  public Optional<String> token() {
    return token;
  }

  /** Takes out what was attached, and lets go of the JVM. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (attachedJar.isPresent()) {
        machine.loadAgent(attachedJar.get().toString(), "listen=off,quiet=on");
      }
    } catch (AgentLoadException | AgentInitializationException refused) {
      throw new IOException("the agent stays in the program: " + refused.getMessage(), refused);
    } finally {
      machine.detach();
    }
  }
}
