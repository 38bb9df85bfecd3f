package io.jtrace.timeline;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The packages of this module know only those below them. */
class LayersTest {
  private static final String ROOT = "io.jtrace.timeline.";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.jtrace.timeline");

  @Test
  void eachLayer_isUsedFromAboveOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .withOptionalLayers(true)
        .layer("table")
        .definedBy(ROOT + "table..")
        .layer("jfr")
        .definedBy(ROOT + "jfr..")
        .layer("model")
        .definedBy(ROOT + "model..")
        .layer("analysis")
        .definedBy(ROOT + "analysis..")
        .layer("query")
        .definedBy(ROOT + "query..")
        .layer("export")
        .definedBy(ROOT + "export..")
        .whereLayer("export")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("analysis")
        .mayOnlyBeAccessedByLayers("export")
        .whereLayer("query")
        .mayOnlyBeAccessedByLayers("export")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("analysis", "query", "export")
        .whereLayer("jfr")
        .mayOnlyBeAccessedByLayers("model", "analysis", "query", "export")
        .check(classes);
  }

  @Test
  void protocolBuffers_areSeenByExportOnly() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "export..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jtrace.proto..", "com.google.protobuf..")
        .check(classes);
  }

  @Test
  void reading_needsNothingButTheJdk() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAnyPackage(ROOT + "table..", ROOT + "jfr..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", ROOT + "table..", ROOT + "jfr..")
        .check(classes);
  }
}
