package dev.understudy.testing;

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

/**
 * The rules that every service's rooms keep: {@code domain}, {@code application}, {@code adapter},
 * {@code wiring}. A service's test class implements this and says where the service begins.
 */
public interface RoomRules {

  /** The service's root package. */
  String root();

  private JavaClasses code() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(root());
  }

  @Test
  default void theDomainSeesTheJdkAndTheContractsOnly() {
    classes()
        .that()
        .resideInAPackage(root() + ".domain..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "dev.understudy.contracts..", root() + ".domain.."))
        .check(code());
  }

  /** Of frameworks, the application knows injection, logging and the type of an answer to come. */
  @Test
  default void theApplicationSeesNoTechnology() {
    classes()
        .that()
        .resideInAPackage(root() + ".application..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "jakarta.annotation..",
                "jakarta.enterprise..",
                "org.jboss.logging..",
                "io.smallrye.mutiny..",
                "dev.understudy.bus.log..",
                "dev.understudy.contracts..",
                root() + ".domain..",
                root() + ".application.."))
        .allowEmptyShould(true)
        .check(code());
  }

  @Test
  default void adaptersDoNotSeeEachOther() {
    slices().matching(root() + ".adapter.(*)..").should().notDependOnEachOther().check(code());
  }

  @Test
  default void onlyTheWiringTouchesTheClockAndChance() {
    noClasses()
        .that()
        .resideOutsideOfPackage(root() + ".wiring..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callConstructor(Random.class)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(SecureRandom.class, ThreadLocalRandom.class)
        .check(code());
  }
}
