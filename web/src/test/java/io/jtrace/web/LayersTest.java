package io.jtrace.web;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class LayersTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.jtrace.web");

  private final JavaClasses collector =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.jtrace.agent", "io.jtrace.boot", "io.jtrace.api");

  @Test
  void netty_isSeenByTheServerOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.jtrace.web.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(classes);
  }

  @Test
  void server_knowsNothingOfTraces() {
    noClasses()
        .that()
        .resideInAPackage("io.jtrace.web.http")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.jtrace.timeline..",
            "io.jtrace.web.api",
            "io.jtrace.web.view",
            "io.jtrace.web.load",
            "io.jtrace.web.cli")
        .check(classes);
  }

  @Test
  void layers_pointOneWay() {
    noClasses()
        .that()
        .resideInAPackage("io.jtrace.web.load")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jtrace.web.api", "io.jtrace.web.view", "io.jtrace.web.cli")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("io.jtrace.web.api")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jtrace.web.view", "io.jtrace.web.cli")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("io.jtrace.web.view")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.jtrace.web.cli")
        .check(classes);
  }

  @Test
  void attaching_isSeenByTheCommandLineOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.jtrace.web.attach", "io.jtrace.web.cli")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jtrace.web.attach", "com.sun.tools.attach..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage("io.jtrace.web.attach")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.jtrace.web..").and(not(resideInAPackage("io.jtrace.web.attach"))))
        .check(classes);
  }

  @Test
  void profiles_knowNothingOfTracesAndServers() {
    noClasses()
        .that()
        .resideInAPackage("io.jtrace.web.pprof")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.jtrace..")
                .and(not(resideInAnyPackage("io.jtrace.web.pprof", "io.jtrace.proto.pprof"))))
        .check(classes);
  }

  @Test
  void agentInternals_areNotUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jtrace.agent.http..", "io.jtrace.agent.record..")
        .check(classes);
  }

  @Test
  void asm_isSeenByTheWeaverOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.jtrace.agent.weave")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.objectweb.asm..")
        .check(collector);
  }

  @Test
  void weaver_seesNothingOfTheAgentButItsSeams() {
    noClasses()
        .that()
        .resideInAPackage("io.jtrace.agent.weave")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.jtrace.agent..")
                .and(not(resideInAnyPackage("io.jtrace.agent.spi", "io.jtrace.agent.weave"))))
        .check(collector);
  }

  @Test
  void hooks_seeTheJdkOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.jtrace.boot")
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage("java..", "jdk.jfr", "io.jtrace.boot", "org.jspecify..")))
        .check(collector);
  }
}
