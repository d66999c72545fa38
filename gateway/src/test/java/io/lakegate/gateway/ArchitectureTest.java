package io.lakegate.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layers, and what each of them may know. Every rule holds without exceptions. */
final class ArchitectureTest {

  private static final String ROOT = "io.lakegate.gateway";

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.lakegate");

  /**
   * What each package of the gateway may use of the others. Features meet in {@code exchange};
   * whoever needs more than that says so here.
   */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("exchange", Set.of()),
          Map.entry("config", Set.of()),
          Map.entry("connection", Set.of()),
          Map.entry("transport", Set.of()),
          Map.entry("demo", Set.of()),
          Map.entry("cli", Set.of("check", "config")),
          Map.entry("check", Set.of("config", "profiles")),
          Map.entry("profiles", Set.of("config", "exchange")),
          Map.entry("catalog", Set.of("exchange")),
          Map.entry("conversation", Set.of("exchange")),
          Map.entry("pages", Set.of("conversation", "exchange", "observe", "problem")),
          Map.entry("waits", Set.of("conversation", "exchange", "problem")),
          Map.entry("guard", Set.of("exchange")),
          Map.entry("route", Set.of("exchange")),
          Map.entry("wellknown", Set.of("exchange")),
          Map.entry("policy", Set.of("exchange")),
          Map.entry("authorize", Set.of("exchange")),
          Map.entry("forward", Set.of("connection", "exchange")),
          Map.entry("problem", Set.of("connection", "exchange")),
          Map.entry("observe", Set.of("config", "exchange")),
          Map.entry("retry", Set.of("config", "exchange", "observe")),
          Map.entry("admission", Set.of("config", "exchange", "observe")),
          Map.entry("listen", Set.of("config", "connection", "exchange", "forward", "problem")),
          Map.entry("admin", Set.of("exchange", "guard", "observe", "problem")));

  /** Types in which the process itself is met: its streams, its environment, its end. */
  private static final Set<String> MAINS =
      Set.of("io.lakegate.gateway.Main", "io.lakegate.sandbox.SandboxMain");

  private static final Set<String> PROCESS_METHODS =
      Set.of("getenv", "currentTimeMillis", "exit", "setOut", "setErr", "console");

  private static final Set<String> PROCESS_FIELDS = Set.of("out", "err", "in");

  /**
   * Public methods that take an Optional although they are no record's: they hand on what a record
   * or a lookup gave them, and an overload for each absence would say less.
   */
  private static final Set<String> OPTIONAL_DOORS =
      Set.of(
          "io.lakegate.sdk.error.CredentialException.<init>",
          "io.lakegate.sdk.http.UserAgent.forForwarded");

  @Test
  void sdkCore_dependsOnNothingButJavaJacksonCaffeineAndJspecify() {
    classes()
        .that()
        .resideInAPackage("io.lakegate.sdk..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "io.lakegate.sdk..",
                "java..",
                "com.fasterxml.jackson..",
                "com.github.benmanes.caffeine..",
                "org.jspecify.annotations.."))
        .check(ALL);
  }

  @Test
  void sandbox_knowsNeitherSdkNorGateway() {
    noClasses()
        .that()
        .resideInAPackage("io.lakegate.sandbox..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.lakegate.sdk..", "io.lakegate.gateway.."))
        .check(ALL);
  }

  @Test
  void gateway_knowsTheSandboxByItsToolOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.lakegate.gateway..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.lakegate.sandbox.."))
        .check(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.lakegate.sdk", "io.lakegate.gateway", "io.lakegate.sandbox"})
  void packages_haveNoCycles(String module) {
    slices().matching(module + ".(*)..").should().beFreeOfCycles().check(ALL);
  }

  @ParameterizedTest
  @MethodSource("gatewayPackages")
  void gatewayPackage_usesNoMoreThanItsRowSays(String name) {
    assertThat(MAY_USE).as("a new package needs a row").containsKey(name);
    Set<String> forbidden =
        MAY_USE.keySet().stream()
            .filter(
                other ->
                    !other.equals(name) && !MAY_USE.getOrDefault(name, Set.of()).contains(other))
            .collect(Collectors.toSet());
    String[] packages =
        forbidden.stream().map(other -> ROOT + "." + other + "..").toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(packages)
                .or(resideInAPackage(ROOT).as("the wiring in the root package")))
        .check(ALL);
  }

  static Stream<String> gatewayPackages() {
    return gatewayClasses()
        .map(JavaClass::getPackageName)
        .filter(name -> name.length() > ROOT.length())
        .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
        .distinct();
  }

  @Test
  void table_namesOnlyPackagesThatAreThere() {
    assertThat(gatewayPackages()).containsAll(MAY_USE.keySet());
  }

  /** Who counts connections listens for the end of an answer and looks at its head. */
  @Test
  void responses_areWrittenByForwardAndProblemOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.lakegate.gateway..")
        .and()
        .resideOutsideOfPackages(ROOT + ".connection..", ROOT + ".forward..", ROOT + ".problem..")
        .should()
        .callMethodWhere(
            describe(
                "it writes to a HttpServerResponse",
                call ->
                    call.getTargetOwner().isAssignableTo(HttpServerResponse.class)
                        && !call.getName().endsWith("Handler")
                        && !call.getName().equals("headers")))
        .check(ALL);
  }

  @Test
  void network_isNotKnownToConfigurationAndCommandLine() {
    noClasses()
        .that(
            resideInAnyPackage(
                ROOT + ".config..", ROOT + ".cli..", ROOT + ".check..", ROOT + ".profiles.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.vertx..", "io.netty.."))
        .check(ALL);
  }

  @Test
  void netty_isNotTouchedOutsideForwardAndProblem() {
    noClasses()
        .that()
        .resideInAPackage("io.lakegate.gateway..")
        .and()
        .resideOutsideOfPackages(ROOT + ".connection..", ROOT + ".forward..", ROOT + ".problem..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.netty..", "io.vertx..impl.."))
        .check(ALL);
  }

  @Test
  void process_isMetInMainOnly() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are no entry point", type -> !MAINS.contains(type.getName())))
        .should()
        .accessTargetWhere(
            DescribedPredicate.<JavaAccess<?>>describe(
                "System's streams, environment, clock or end is used",
                access -> isOfTheProcess(access.getTarget())))
        .check(ALL);
  }

  private static boolean isOfTheProcess(AccessTarget target) {
    return target.getOwner().isEquivalentTo(System.class)
        && (PROCESS_METHODS.contains(target.getName())
            || PROCESS_FIELDS.contains(target.getName()));
  }

  @Test
  void optionalFields_areRecordsOrPrivate() {
    fields()
        .that()
        .haveRawType(Optional.class)
        .and()
        .areDeclaredInClassesThat(describe("are no records", type -> !type.isRecord()))
        .should()
        .bePrivate()
        .check(ALL);
  }

  @Test
  void optionalParameters_areThoseOfRecordsAndOfNamedDoors() {
    List<String> found =
        ALL.stream()
            .filter(type -> !type.isRecord() && type.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(ArchitectureTest::takesOptional)
            .map(unit -> unit.getOwner().getName() + "." + unit.getName())
            .distinct()
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(OPTIONAL_DOORS);
  }

  private static boolean takesOptional(JavaCodeUnit unit) {
    return unit.getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(Optional.class));
  }

  @Test
  void everyPackage_isNullMarked() {
    List<String> unmarked =
        ALL.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(found -> !found.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).isEmpty();
  }

  /**
   * Half is the aim, and never less than now; a library's types are more public than a program's.
   */
  @ParameterizedTest
  @CsvSource({"io.lakegate.sdk, 30", "io.lakegate.gateway, 40", "io.lakegate.sandbox, 50"})
  void types_areMostlyClosed(String module, int percent) {
    List<JavaClass> types = typesOf(module).toList();
    long closed = types.stream().filter(type -> !isReachable(type)).count();
    assertThat(closed * 100).isGreaterThanOrEqualTo((long) types.size() * percent);
  }

  @Test
  void publicTypeOfTheGateway_isUsedByAnotherPackage() {
    Set<String> used =
        ALL.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(
                use -> !use.getOriginClass().getPackage().equals(use.getTargetClass().getPackage()))
            .map(use -> use.getTargetClass().getName().replaceFirst("\\$.*", ""))
            .collect(Collectors.toSet());
    assertThat(typesOf(ROOT + "."))
        .filteredOn(type -> type.isTopLevelClass() && isReachable(type))
        .extracting(JavaClass::getName)
        .isSubsetOf(used);
  }

  private static Stream<JavaClass> typesOf(String module) {
    return ALL.stream()
        .filter(type -> type.getPackageName().startsWith(module))
        .filter(type -> !type.isAnonymousClass() && !type.getSimpleName().isEmpty())
        .filter(type -> !type.getSimpleName().equals("package-info"));
  }

  private static boolean isReachable(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isReachable).orElse(true);
  }

  private static Stream<JavaClass> gatewayClasses() {
    return ALL.stream().filter(type -> type.getPackageName().startsWith(ROOT));
  }

  /** A port may fail as its other side does; whoever calls it decides. */
  @Test
  void checkedExceptions_areNotThrownByPublicMethods() {
    List<String> found =
        ALL.stream()
            .filter(ArchitectureTest::isReachable)
            .filter(type -> !type.getPackageName().startsWith("io.lakegate.sandbox"))
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(unit -> !unit.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(ArchitectureTest::throwsChecked)
            .map(JavaCodeUnit::getFullName)
            .toList();
    assertThat(found).isEmpty();
  }

  private static boolean throwsChecked(JavaCodeUnit unit) {
    return unit.getExceptionTypes().stream()
        .anyMatch(type -> !type.isAssignableTo(RuntimeException.class));
  }
}
