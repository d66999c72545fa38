package io.lakegate.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final String ROOT = "io.lakegate.sandbox";

  private final JavaClasses sandbox =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void sandbox_sharesNoClassWithTheOtherModules() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..",
            "java..",
            "io.vertx.core..",
            "com.fasterxml.jackson..",
            "org.jspecify.annotations..")
        .check(sandbox);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(sandbox);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(sandbox);
  }

  @Test
  void features_meetOnlyThroughTheCore() {
    slices()
        .matching(ROOT + ".(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(),
            JavaClass.Predicates.resideInAnyPackage(
                ROOT + ".http",
                ROOT + ".paging",
                ROOT + ".spelling",
                ROOT + ".steering",
                ROOT + ".time"))
        .check(sandbox);
  }

  @Test
  void onlyTheAnswer_writesToTheResponse() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Answer")
        .and()
        .doNotHaveSimpleName("Call")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.core.http.HttpServerResponse")
        .check(sandbox);
  }

  @Test
  void everyPackage_isNullMarked() {
    assertThat(sandbox.stream().map(type -> type.getPackage()).distinct())
        .isNotEmpty()
        .allMatch(found -> found.isAnnotatedWith(NullMarked.class));
  }
}
