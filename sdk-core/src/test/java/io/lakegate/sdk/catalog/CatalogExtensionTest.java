package io.lakegate.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.sdk.paging.Items;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.PageStyle;
import io.lakegate.sdk.retry.RetrySafety;
import io.lakegate.sdk.retry.SafetyRules;
import io.lakegate.sdk.waiting.Binding;
import io.lakegate.sdk.waiting.Judgement;
import io.lakegate.sdk.waiting.PollTarget;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogExtensionTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String REPORTS =
      """
      {"service": "acme",
       "operations": [
         {"name": "reports.list", "method": "GET", "path": "/api/2.0/acme/reports",
          "list": {"items": "data.reports", "style": "offset", "parameter": "skip",
                   "limit": "top", "defaults": {"top": 100}, "page_size": "top"}},
         {"name": "reports.build", "method": "POST", "path": "/api/2.0/acme/reports",
          "idempotency": {"field": "request_id", "in": "body"}},
         {"name": "reports.get", "method": "GET", "path": "/api/2.0/acme/reports/{id}"},
         {"name": "reports.search", "method": "POST", "path": "/api/2.0/acme/reports:search",
          "reads": true}],
       "waits": [
         {"name": "ReportBuilt", "poll": {"path": "/api/2.0/acme/reports/{id}"},
          "states": {"at": "status", "success": ["BUILT", true], "failure": ["FAILED"]},
          "timeout": "1h30m",
          "triggers": [{"method": "POST", "path": "/api/9.9/acme/reports",
                        "bind": {"id": "response.report.id"}}]}]}
      """;

  private static Extended extended(String... files) {
    return Catalog.standard()
        .extendedWith(Arrays.stream(files).map(CatalogExtensionTest::file).toList());
  }

  private static CatalogFile file(String text) {
    try {
      return new CatalogFile("acme.yaml", JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Catalog good(String... files) {
    Extended extended = extended(files);
    assertThat(extended.problems()).isEmpty();
    return extended.catalog();
  }

  @Test
  void extendedWith_ownEndpoints_areFoundBesideTheOthers() {
    Catalog catalog = good(REPORTS);
    assertThat(catalog.find("GET", "/api/2.0/acme/reports/").orElseThrow().list())
        .contains(
            new ListDescriptor(
                new Items.Member(List.of("data", "reports")),
                new PageStyle.Offset("skip", "top", 0),
                Map.of("top", "100"),
                Optional.of("top"),
                Optional.empty(),
                List.of()));
    WaitDescriptor built =
        new WaitDescriptor(
            "ReportBuilt",
            new PollTarget(
                "/api/2.0/acme/reports/{id}",
                "/api/2.0/acme/reports/{id}",
                List.of(new PollTarget.Parameter("id", true, "id", false))),
            new Judgement.States(
                "status",
                Set.of("BUILT", "true"),
                Set.of("FAILED"),
                Set.of(),
                Optional.empty(),
                Optional.empty()),
            Optional.of(Duration.ofMinutes(90)),
            List.of(
                new WaitTrigger(
                    "reports.build",
                    "POST",
                    "/api/2.0/acme/reports",
                    List.of(new Binding("id", Binding.From.RESPONSE, "report.id")))));
    Endpoint build = catalog.find("POST", "/api/2.0/acme/reports").orElseThrow();
    assertThat(build.startsWaits()).containsExactly(built);
    assertThat(build.idempotency()).isPresent();
    assertThat(catalog.find("GET", "/api/2.0/acme/reports/7").orElseThrow().pollsWaits())
        .containsExactly(built);
    assertThat(catalog.endpoints()).hasSize(Catalog.standard().endpoints().size() + 4);
    assertThat(catalog.waits()).hasSize(100);
    assertThat(Catalog.standard().find("GET", "/api/2.0/acme/reports")).isEmpty();
  }

  @Test
  void extendedWith_callThatReads_isSafeToSendTwice() {
    Catalog catalog = good(REPORTS);
    assertThat(SafetyRules.of(() -> catalog).of("POST", "/api/2.0/acme/reports:search", false))
        .isEqualTo(RetrySafety.YES);
    assertThat(SafetyRules.standard().of("POST", "/api/2.0/acme/reports:search", false))
        .isEqualTo(RetrySafety.MAYBE);
  }

  /** What was there is gone, except for the waits of others. */
  @Test
  void extendedWith_knownMethodAndTemplate_takesItsPlace() {
    Catalog catalog =
        good(
            """
            {"service": "ours", "operations": [
              {"name": "users.list", "method": "GET", "path": "/api/2.1/preview/scim/v2/Users",
               "list": {"items": "users", "style": "token"}},
              {"name": "clusters.get", "method": "GET", "path": "/api/2.1/clusters/get"}]}
            """);
    Endpoint users = catalog.find("GET", "/api/2.0/preview/scim/v2/Users").orElseThrow();
    assertThat(users.operations()).extracting(Operation::service).containsExactly("ours");
    assertThat(users.list().orElseThrow().items()).isEqualTo(new Items.Member(List.of("users")));
    Endpoint cluster = catalog.find("GET", "/api/2.0/clusters/get").orElseThrow();
    assertThat(cluster.operations()).extracting(Operation::service).containsExactly("ours");
    assertThat(cluster.pollsWaits())
        .extracting(WaitDescriptor::name)
        .containsExactly("WaitGetClusterRunning", "WaitGetClusterTerminated");
    assertThat(catalog.endpoints()).hasSameSizeAs(Catalog.standard().endpoints());
  }

  @Test
  void extendedWith_knownNameOfAWait_takesItsPlace() {
    Catalog catalog =
        good(
            """
            {"service": "ours", "waits": [
              {"name": "WaitGetClusterRunning", "timeout": "45m",
               "poll": {"path": "/api/2.1/clusters/get", "query": {"cluster_id": "cluster_id"}},
               "states": {"at": "state", "success": ["RUNNING", "RESIZING"]},
               "triggers": [{"method": "POST", "path": "/api/2.1/clusters/create",
                             "bind": {"cluster_id": "response.cluster_id"}}]}]}
            """);
    assertThat(catalog.waits()).hasSize(99);
    assertThat(catalog.find("POST", "/api/2.1/clusters/create").orElseThrow().startsWaits())
        .extracting(WaitDescriptor::timeout)
        .containsExactly(Optional.of(Duration.ofMinutes(45)));
    assertThat(catalog.find("POST", "/api/2.1/clusters/start").orElseThrow().startsWaits())
        .isEmpty();
  }

  @Test
  void extendedWith_severalFiles_knowEachOther() {
    String wait =
        """
        {"service": "more", "waits": [
          {"name": "ReportGone", "poll": {"path": "/api/2.0/acme/reports/{id}"}, "gone": {}}]}
        """;
    assertThat(good(wait, REPORTS).waits()).hasSize(101);
  }

  @Test
  void extendedWith_nothing_isTheSame() {
    assertThat(good().endpoints()).isEqualTo(Catalog.standard().endpoints());
  }

  @Test
  void extendedWith_problem_keepsTheRest() {
    Extended extended =
        extended(
            """
            {"service": "acme", "operations": [
              {"name": "a", "method": "GET", "path": "/api/2.0/a"},
              {"name": "b", "method": "FETCH", "path": "b"}]}
            """);
    assertThat(extended.problems())
        .extracting(CatalogProblem::toString)
        .containsExactly(
            "acme.yaml: operations[1].method: got \"FETCH\", expected one of GET, HEAD, POST, PUT,"
                + " PATCH, DELETE");
    assertThat(extended.catalog().find("GET", "/api/2.0/a")).isPresent();
  }

  /** A mistake: what is written where it stands, and what is said of it. */
  record Mistake(String text, String place, String said) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static Mistake inOperation(String members, String place, String said) {
    String start = "{'name': 'a', 'method': 'GET', 'path': '/a/{id}'";
    return new Mistake(
        "{'service': 's', 'operations': [" + start + members + "}]}",
        "operations[0]" + place,
        said);
  }

  private static Mistake inWait(String members, String place, String said) {
    String operation = "{'name': 'a', 'method': 'GET', 'path': '/a/{id}'}";
    String start = "{'name': 'W', 'poll': {'path': '/a/{id}'}";
    return new Mistake(
        "{'service': 's', 'operations': [" + operation + "], 'waits': [" + start + members + "}]}",
        "waits[0]" + place,
        said);
  }

  private static Mistake inTrigger(String trigger, String place, String said) {
    return inWait(", 'operation': {}, 'triggers': [" + trigger + "]", ".triggers[0]" + place, said);
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake("[]", "", "got a list, expected an object"),
        new Mistake("null", "", "got nothing, expected an object"),
        new Mistake("{}", "", "expected a member service"),
        new Mistake("{'service': ''}", "service", "got \"\", expected text that is not empty"),
        new Mistake(
            "{'service': 's', 'calls': [{}]}",
            "calls",
            "unknown member, expected one of service, operations, waits"),
        new Mistake(
            "{'service': 's', 'operations': {}}", "operations", "got an object, expected a list"),
        new Mistake("{'service': 's', 'waits': [7]}", "waits[0]", "got \"7\", expected an object"),
        new Mistake(
            "{'service': 's', 'operations': [{'method': 'GET', 'path': '/a'}]}",
            "operations[0]",
            "expected a member name"),
        inOperation(", 'template': 'a'", "", "template: a, expected a leading slash"),
        inOperation(
            ", 'template': '/a/{b+}.x'",
            "",
            "template: /a/{b+}.x, expected {name+} to be a segment of its own"),
        inOperation(
            ", 'level': 'global'", ".level", "got \"global\", expected one of workspace, account"),
        inOperation(", 'reads': 'yes'", ".reads", "got \"yes\", expected true or false"),
        inOperation(", 'media': 'text/csv'", ".media", "got \"text/csv\", expected a list"),
        inOperation(", 'pages': {}", ".pages", "unknown member, expected one of name, level"),
        inOperation(", 'idempotency': 'x'", ".idempotency", "got \"x\", expected an object"),
        inOperation(", 'idempotency': {}", ".idempotency", "expected a member field"),
        inOperation(
            ", 'idempotency': {'field': 'x', 'in': 'header'}",
            ".idempotency.in",
            "got \"header\", expected one of body, query"),
        inOperation(", 'list': []", ".list", "got a list, expected an object"),
        new Mistake(
            "{'service': 's', 'operations': [{'name': 'a', 'method': 'GET', 'path': '/{a}/{b}',"
                + " 'template': '/{x}/{y}/{z}/{w}'}]}",
            "operations[0]",
            "path /{a}/{b} does not fit its template: no more than one {name+} or **"),
        new Mistake(
            "{'service': 's', 'operations': [{'name': 'a', 'method': 'GET', 'path': '/{a',"
                + " 'template': '/{x}'}]}",
            "operations[0]",
            "path /{a does not fit its template: template: /{a, expected a name to be written"),
        inOperation(
            ", 'list': {'items': 'a..b', 'style': 'single'}",
            ".list.items",
            "got \"a..b\", expected names with dots between them"),
        inOperation(
            ", 'list': {'items': '.', 'style': 'single'}",
            ".list.items",
            "got \".\", expected names with dots between them"),
        inOperation(
            ", 'list': {'items': 'a', 'merged': {}, 'style': 'single'}",
            ".list",
            "expected only one of items and merged"),
        inOperation(
            ", 'list': {'style': 'token', 'next_path': 'b'}",
            ".list.next_path",
            "template: b, expected a leading slash"),
        inOperation(
            ", 'list': {'items': 'x'}",
            ".list",
            "expected a member style: one of token, offset, page"),
        inOperation(
            ", 'list': {'style': 'tokens'}",
            ".list.style",
            "got \"tokens\", expected one of token, offset, page"),
        inOperation(
            ", 'list': {'style': 'offset', 'parameter': 'skip'}",
            ".list",
            "expected a member limit beside style offset"),
        inOperation(
            ", 'list': {'style': 'single', 'field': 'x'}",
            ".list",
            "expected no member field beside style single"),
        inOperation(
            ", 'list': {'style': 'page', 'parameter': 'page', 'start': 'one'}",
            ".list.start",
            "got \"one\", expected a whole number"),
        inOperation(
            ", 'list': {'style': 'token', 'in': 'path'}",
            ".list.in",
            "got \"path\", expected one of query, body"),
        inOperation(
            ", 'list': {'style': 'token', 'merged': {'arrays': ['a'], 'preferred': 'b'}}",
            ".list.merged",
            "expected both preferred and otherwise, or none of them"),
        inOperation(
            ", 'list': {'style': 'token', 'merged': {'array': 'a'}}",
            ".list.merged.array",
            "unknown member, expected one of arrays, preferred, otherwise"),
        inOperation(
            ", 'list': {'style': 'token', 'tokens': [{}]}",
            ".list.tokens[0]",
            "got an object, expected text"),
        inOperation(
            ", 'list': {'style': 'token', 'defaults': 7}",
            ".list.defaults",
            "got \"7\", expected an object"),
        inOperation(
            ", 'list': {'style': 'token', 'next': 7}", ".list.next", "unknown member, expected"),
        inWait("", "", "expected a member states, operation, gone or elements"),
        inWait(
            ", 'operation': {}, 'gone': {}",
            ".gone",
            "expected only one of states, operation, gone and elements"),
        inWait(", 'operation': {'at': 'x'}", ".operation.at", "unknown member, expected none"),
        inWait(", 'operation': true", ".operation", "got \"true\", expected an object"),
        inWait(", 'states': {'success': ['A']}", ".states", "expected a member at"),
        inWait(", 'states': {'at': 'a'}", ".states", "expected a member success"),
        inWait(
            ", 'states': {'at': 'a', 'success': ['A'], 'gone': []}",
            ".states.gone",
            "unknown member, expected one of at, success"),
        inWait(", 'gone': {'gone': ['A']}", ".gone", "expected a member at"),
        inWait(", 'elements': {'at': 'a'}", ".elements", "expected members items and pending"),
        inWait(
            ", 'operation': {}, 'timeout': 'long'",
            ".timeout",
            "got \"long\", expected a time such as 90s, 20m or 1h30m"),
        inWait(", 'operation': {}, 'until': 1", ".until", "unknown member, expected one of name"),
        inTrigger("7", "", "got \"7\", expected an object"),
        inTrigger("{'path': '/a/{id}'}", "", "expected a member method"),
        inTrigger(
            "{'method': 'GET', 'path': '/b'}",
            "",
            "got GET /b, expected the method and template of an operation"),
        inTrigger("{'method': 'GET', 'path': 'b'}", "", "template: b, expected a leading slash"),
        inTrigger(
            "{'method': 'GET', 'path': '/a/{id}'}",
            ".bind",
            "expected a binding of id, which the poll needs"),
        inTrigger(
            "{'method': 'GET', 'path': '/a/{id}', 'bind': {'id': 'path.name'}}",
            ".bind",
            "expected a name of the path, got path.name"),
        inTrigger(
            "{'method': 'GET', 'path': '/a/{id}', 'bind': {'id': 'path.id', 'x': 'body.x'}}",
            ".bind",
            "expected no binding of x, the poll has none"),
        inTrigger(
            "{'method': 'GET', 'path': '/a/{id}', 'bind': {'id': 'header.x'}}",
            ".bind.id",
            "got \"header.x\", expected response.NAME, path.NAME or body.NAME"),
        new Mistake(
            "{'service': 's', 'waits': [{'name': 'W', 'operation': {}}]}",
            "waits[0]",
            "expected a member poll.path"),
        new Mistake(
            "{'service': 's', 'waits': [{'name': 'W', 'operation': {}, 'poll': {'path': '/b'}}]}",
            "waits[0].poll",
            "got GET /b, expected the method and template of an operation"),
        new Mistake(
            "{'service': 's', 'waits': [{'name': 'W', 'gone': {}, 'poll': {'url': '/b'}}]}",
            "waits[0].poll.url",
            "unknown member, expected one of path, query"));
  }

  /** What stands in a wrong form is not missing besides. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'service': [], 'operations': []}",
        "{'service': ''}",
        "{'service': null}",
        "{'service': 's', 'operations': [{'name': '', 'method': 'GET', 'path': '/a'}]}",
        "{'service': 's', 'operations': [{'name': 'a', 'method': 'get', 'path': '/a'}]}",
        "{'service': 's', 'operations': [{'name': 'a', 'method': 'GET', 'path': ['/a']}]}",
        "{'service': 's', 'operations': [{'name': 'a', 'method': 'GET', 'path': '/a?b=c'}]}",
        "{'service': 's', 'operations': [{'name': 'a', 'method': 'GET', 'path': '/a#b'}]}",
        "{'service': 's', 'operations': [{'name': 'a', 'method': 'GET', 'path': '/a b'}]}",
        "{'service': 's', 'waits': [{'name': 'W', 'states': [], 'poll': {'path': '/a'}}]}",
        "{'service': 's', 'waits': [{'name': 'W', 'states': {'at': 'a', 'success': 'A'},"
            + " 'poll': {'path': '/api/2.2/jobs/list'}}]}",
        "{'service': 's', 'waits': [{'name': 'W', 'gone': {'at': 'a'}, 'poll': '/a'}]}",
        "{'service': 's', 'waits': [{'name': 'W', 'gone': {'at': 'a'}, 'poll': {'path': ''}}]}"
      })
  void extendedWith_oneMistake_isToldOnce(String text) {
    assertThat(extended(text.replace('\'', '"')).problems()).hasSize(1);
  }

  @Test
  void extendedWith_oneOperationTwice_isToldAtTheSecond() {
    Extended extended =
        Catalog.standard()
            .extendedWith(
                List.of(
                    getting("a.yaml", "/api/2.0/things/{id}", "/api/2.1/things/{other}"),
                    getting("b.yaml", "/api/2.0/others", "/api/1.0/things/{x}/")));
    String first = ", expected it once; operations[0] of a.yaml describes it too";
    assertThat(extended.problems())
        .extracting(CatalogProblem::toString)
        .containsExactly(
            "a.yaml: operations[1]: got GET /api/2.1/things/{other} again" + first,
            "b.yaml: operations[1]: got GET /api/1.0/things/{x}/ again" + first);
  }

  private static CatalogFile getting(String name, String... paths) {
    String operations =
        Arrays.stream(paths)
            .map("{\"name\": \"a\", \"method\": \"GET\", \"path\": \"%s\"}"::formatted)
            .collect(Collectors.joining(","));
    return new CatalogFile(
        name, file("{\"service\": \"s\", \"operations\": [" + operations + "]}").content());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void extendedWith_mistake_isToldWithItsPlace(Mistake mistake) {
    List<CatalogProblem> problems = extended(mistake.text().replace('\'', '"')).problems();
    assertThat(problems)
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).isEqualTo("acme.yaml");
              assertThat(problem.place()).isEqualTo(mistake.place());
              assertThat(problem.message()).startsWith(mistake.said());
            });
  }

  @Test
  void extendedWith_wholeFileOfMistakes_tellsAll() {
    List<CatalogProblem> problems =
        extended(
                """
                {"operations": [{"name": 7, "methods": []}, {"list": {"style": "token"}}],
                 "waits": [{"name": "W", "gone": {}, "poll": {"path": "/x"}},
                           {"name": "W", "gone": {}, "poll": {"path": "/y"}}]}
                """)
            .problems();
    assertThat(problems)
        .extracting(CatalogProblem::place)
        .containsExactly(
            "operations[0].methods",
            "operations[0]",
            "operations[0]",
            "operations[1]",
            "operations[1]",
            "operations[1]",
            "",
            "waits[0].poll",
            "waits[1].poll",
            "waits[1]");
  }
}
