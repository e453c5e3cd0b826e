package dev.understudy.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.understudy.simulation");

  @Test
  void onlyTheServicesCoresAreUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.understudy.*.adapter..", "dev.understudy.*.wiring..", "io.quarkus..", "io.vertx..")
        .check(classes);
  }

  /** The command measures how fast it is; nothing else knows of real time or other chance. */
  @Test
  void timeAndChanceComeFromTheSeed() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.understudy.simulation.cli..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .check(classes);
  }

  @Test
  void checksChangeNothing() {
    noClasses()
        .that()
        .resideInAPackage("dev.understudy.simulation.check..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.understudy.simulation.fault..", "dev.understudy.simulation.run..")
        .check(classes);
  }
}
