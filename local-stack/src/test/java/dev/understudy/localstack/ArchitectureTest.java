package dev.understudy.localstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.understudy.localstack");

  @Test
  void roomsHaveNoCycles() {
    slices().matching("dev.understudy.localstack.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void nothingIsTakenFromAService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.understudy.orchestrator..",
            "dev.understudy.node..",
            "dev.understudy.prober..",
            "dev.understudy.dns..",
            "dev.understudy.notifier..",
            "io.quarkus..")
        .check(classes);
  }

  @Test
  void theStackKnowsNothingOfItsCommandsAndShows() {
    noClasses()
        .that()
        .resideInAPackage("..localstack.stack..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..localstack.cli..", "..localstack.demo..", "..localstack.terminal..")
        .check(classes);
  }
}
