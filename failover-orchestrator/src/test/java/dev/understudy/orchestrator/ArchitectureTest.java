package dev.understudy.orchestrator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The rooms, and who may see whom. */
class ArchitectureTest {

  private static final String ROOT = "dev.understudy.orchestrator";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void theDomainSeesOnlyTheJdkAndTheContracts() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "dev.understudy.contracts..", ROOT + ".domain.."))
        .check(CLASSES);
  }

  @Test
  void theApplicationSeesNoTechnology() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".application..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "jakarta.enterprise..",
                "jakarta.annotation..",
                "org.jboss.logging..",
                "dev.understudy.bus.log..",
                "dev.understudy.contracts..",
                ROOT + ".domain..",
                ROOT + ".application.."))
        .check(CLASSES);
  }

  @Test
  void adaptersDoNotSeeEachOther() {
    slices().matching(ROOT + ".adapter.(*)..").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void onlyTheWiringTouchesTheClockAndChance() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".wiring..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Random.class, SecureRandom.class, ThreadLocalRandom.class)
        .check(CLASSES);
  }
}
