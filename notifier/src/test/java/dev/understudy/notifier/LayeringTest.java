package dev.understudy.notifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LayeringTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.understudy.notifier");

  @Test
  void theDomainSeesTheJdkAndTheContractsOnly() {
    classes()
        .that()
        .resideInAPackage("..notifier.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.understudy.contracts..", "..notifier.domain..")
        .check(CODE);
  }

  @Test
  void theApplicationSeesNoAdapter() {
    noClasses()
        .that()
        .resideInAPackage("..notifier.application..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..notifier.adapter..", "..notifier.wiring..")
        .check(CODE);
  }

  @Test
  void adaptersDoNotSeeEachOther() {
    slices()
        .matching("dev.understudy.notifier.adapter.(*)..")
        .should()
        .notDependOnEachOther()
        .check(CODE);
  }

  @Test
  void onlyTheWiringTouchesTheClockAndRandomness() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..notifier.wiring..")
        .should()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callConstructor(Random.class)
        .check(CODE);
  }
}
