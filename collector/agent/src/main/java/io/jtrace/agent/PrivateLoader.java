package io.jtrace.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads what the program must not see: the classes below {@value #PREFIX} of {@code jtrace.jar}.
 *
 * <p>It sees its own entries first, then {@code io.jtrace} through the loader of the agent, then
 * the JDK. It does not see the class path of the program: a library in here that looks for an
 * optional companion, a logging framework say, must not find and wake the program's.
 */
final class PrivateLoader extends ClassLoader {

  /** Where the private entries are in the jar. */
  static final String PREFIX = "META-INF/jtrace/lib/";

  private static final String OWN_PACKAGES = "io.jtrace.";

  static {
    registerAsParallelCapable();
  }

  private static @Nullable ClassLoader shared;

  private final JarFile jar;
  private final String urlPrefix;
  private final ClassLoader agentLoader;
  private final ProtectionDomain domain;

  private PrivateLoader(File file, JarFile jar, ClassLoader agentLoader) throws IOException {
    super("jtrace", ClassLoader.getPlatformClassLoader());
    this.jar = jar;
    this.agentLoader = agentLoader;
    URL jarUrl = file.toURI().toURL();
    this.urlPrefix = "jar:" + jarUrl + "!/" + PREFIX;
    this.domain =
        new ProtectionDomain(
            new CodeSource(jarUrl, (java.security.cert.Certificate[]) null), null, this, null);
  }

  /**
   * Returns the loader for the jar this class comes from, or the loader of this class if that jar
   * has nothing private: then jtrace is used as ordinary modules. It is made once, as its classes
   * are.
   */
  static synchronized ClassLoader shared() throws IOException {
    ClassLoader loader = shared;
    if (loader == null) {
      ClassLoader own = PrivateLoader.class.getClassLoader();
      Optional<File> file = jarOf(PrivateLoader.class);
      loader = file.isPresent() ? open(file.get(), own) : own;
      shared = loader;
    }
    return loader;
  }

  /** Opens the loader over a jar, or returns {@code agentLoader} if the jar has nothing private. */
  static ClassLoader open(File file, ClassLoader agentLoader) throws IOException {
    JarFile jar = new JarFile(file);
    if (jar.getEntry(PREFIX) != null
        || jar.stream().anyMatch(entry -> entry.getName().startsWith(PREFIX))) {
      return new PrivateLoader(file, jar, agentLoader);
    }
    jar.close();
    return agentLoader;
  }

  private static Optional<File> jarOf(Class<?> anchor) throws IOException {
    CodeSource source = anchor.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      URI location = source.getLocation().toURI();
      File file = location.getScheme().equals("file") ? new File(location) : new File("");
      return file.isFile() ? Optional.of(file) : Optional.empty();
    } catch (URISyntaxException bad) {
      throw new IOException("expected a file, found " + source.getLocation(), bad);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = load(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    if (entry(path(name)) != null) {
      return findClass(name);
    }
    return name.startsWith(OWN_PACKAGES)
        ? agentLoader.loadClass(name)
        : super.loadClass(name, false);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = entry(path(name));
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      definePackageOf(name);
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name + " in " + jar.getName(), unreadable);
    }
  }

  private void definePackageOf(String className) {
    int dot = className.lastIndexOf('.');
    if (dot > 0) {
      String name = className.substring(0, dot);
      if (getDefinedPackage(name) == null) {
        try {
          definePackage(name, null, null, null, null, null, null, null);
        } catch (IllegalArgumentException definedMeanwhile) {
          // by another thread: what we wanted is there
        }
      }
    }
  }

  /** The private entry wins over one of the same name in the JDK, as it does for classes. */
  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : super.getResource(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    if (entry(name) == null) {
      return null;
    }
    try {
      return new URL(urlPrefix + name);
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(name, impossible);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL own = findResource(name);
    return own == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(own));
  }

  private @Nullable JarEntry entry(String name) {
    return jar.getJarEntry(PREFIX + name);
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".class";
  }
}
