package io.jtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jtrace.agent.spi.HttpServerProvider;
import io.jtrace.agent.spi.TraceExporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateLoaderTest {

  private static final String SERVICE = "META-INF/services/" + TraceExporter.class.getName();
  private static final String EXPORTER = CopyExporter.class.getName();

  private final Path directory;

  PrivateLoaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** A jar with the exporter in private, a service file for it, and one public entry. */
  private ClassLoader loader() throws IOException {
    Path file = directory.resolve("jtrace test.jar"); // the blank must survive in URLs
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      add(jar, PrivateLoader.PREFIX + path(EXPORTER), classFile(EXPORTER));
      add(jar, PrivateLoader.PREFIX + SERVICE, EXPORTER.getBytes(StandardCharsets.UTF_8));
      add(jar, "public.txt", new byte[0]);
    }
    return PrivateLoader.open(file.toFile(), PrivateLoaderTest.class.getClassLoader());
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  private static byte[] classFile(String name) throws IOException {
    try (InputStream in = PrivateLoaderTest.class.getResourceAsStream("/" + path(name))) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".class";
  }

  @Test
  void ownClass_isNotTheOneOfTheProgram() throws Exception {
    Class<?> own = loader().loadClass(EXPORTER);

    assertThat(own).isNotSameAs(CopyExporter.class);
    assertThat(own.getClassLoader().getName()).isEqualTo("jtrace");
    assertThat(own.getPackage().getName()).isEqualTo("io.jtrace.agent");
    assertThat(own.getProtectionDomain().getCodeSource().getLocation().toString())
        .endsWith("jtrace%20test.jar");
  }

  @Test
  void seams_areTheSameOnBothSides() throws Exception {
    assertThat(loader().loadClass(TraceExporter.class.getName())).isSameAs(TraceExporter.class);
    assertThat(loader().loadClass("java.sql.Connection")).isSameAs(java.sql.Connection.class);
  }

  @Test
  void classPathOfTheProgram_isNotSeen() throws Exception {
    ClassLoader loader = loader();

    assertThatThrownBy(() -> loader.loadClass("org.junit.jupiter.api.Test"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(loader.getResource("org/junit/jupiter/api/Test.class")).isNull();
    assertThat(loader.getResource("public.txt")).isNull();
  }

  @Test
  void services_areFoundInPrivateAndOnlyThere() throws Exception {
    List<TraceExporter> exporters =
        ServiceLoader.load(TraceExporter.class, loader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    assertThat(exporters).hasSize(1);
    assertThat(exporters.get(0).getClass()).isNotSameAs(CopyExporter.class);
    assertThat(ServiceLoader.load(HttpServerProvider.class, loader())).isEmpty();
  }

  @Test
  void resource_hasAUrlThatOpens() throws Exception {
    URL url = loader().getResource(SERVICE);

    assertThat(url).isNotNull();
    assertThat(url.getProtocol()).isEqualTo("jar");
    try (InputStream in = url.openStream()) {
      assertThat(in).hasContent(EXPORTER);
    }
    assertThat(Collections.list(loader().getResources(SERVICE))).hasSize(1);
  }

  @Test
  void jarWithNothingPrivate_isLeftToTheOrdinaryLoader() throws Exception {
    Path file = directory.resolve("plain.jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      add(jar, "public.txt", new byte[0]);
    }
    ClassLoader own = PrivateLoaderTest.class.getClassLoader();

    assertThat(PrivateLoader.open(file.toFile(), own)).isSameAs(own);
    assertThat(PrivateLoader.shared()).isSameAs(own);
  }
}
