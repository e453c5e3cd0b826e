package dev.understudy.dns;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LayeringTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.understudy.dns");

  @Test
  void theDomainSeesTheJdkAndTheContractsOnly() {
    ArchRuleDefinition.classes()
        .that()
        .resideInAPackage("..dns.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.understudy.contracts..", "dev.understudy.dns.domain..")
        .check(CLASSES);
  }

  @Test
  void theApplicationSeesNoAdapter() {
    noClasses()
        .that()
        .resideInAPackage("..dns.application..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..dns.adapter..", "..dns.wiring..", "org.xbill..", "org.apache..")
        .check(CLASSES);
  }

  @Test
  void adaptersDontSeeEachOther() {
    slices()
        .matching("dev.understudy.dns.adapter.(*)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void onlyTheWiringKnowsTheTimeAndChance() {
    noClasses()
        .that(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("..dns.wiring..")))
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
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(SecureRandom.class)
        .check(CLASSES);
  }
}
