package io.lakegate.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.catalog.IdempotencyField.Place;
import io.lakegate.sdk.paging.Items;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.PageStyle;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogTest {

  private static final Catalog CATALOG = Catalog.standard();

  private static Endpoint at(String method, String path) {
    return CATALOG.find(method, path).orElseThrow();
  }

  private static ListDescriptor list(String path) {
    return at("GET", path).list().orElseThrow();
  }

  private static <T> Map<String, Long> counted(Stream<T> things, Function<T, Object> kind) {
    return things.collect(
        Collectors.groupingBy(
            thing -> kind.apply(thing).getClass().getSimpleName(), Collectors.counting()));
  }

  /** What the SDKs have, and the three calls beside them that hand out credentials. */
  @Test
  void endpoints_standard_areAllThatAreKnown() {
    Collection<Endpoint> endpoints = CATALOG.endpoints();
    List<Operation> operations = endpoints.stream().flatMap(e -> e.operations().stream()).toList();
    assertThat(operations).hasSize(1368 + 3);
    assertThat(operations).filteredOn(o -> o.level() == Level.ACCOUNT).hasSize(240);
    assertThat(operations).filteredOn(Operation::deprecated).hasSize(44);
    assertThat(operations).filteredOn(o -> !o.mediaTypes().isEmpty()).hasSize(8);
    assertThat(operations.stream().map(Operation::service).distinct()).hasSize(37 + 2);
    assertThat(endpoints).hasSize(1309 + 3);
    assertThat(endpoints).filteredOn(Endpoint::reads).hasSize(13);
    assertThat(endpoints).filteredOn(Endpoint::reveals).hasSize(13);
    assertThat(endpoints).filteredOn(e -> e.idempotency().isPresent()).hasSize(14);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"GET, 561", "POST, 361", "DELETE, 197", "PATCH, 183", "PUT, 67", "HEAD, 2"})
  void endpoints_method_haveAsManyOperations(String method, int count) {
    assertThat(CATALOG.endpoints())
        .filteredOn(endpoint -> endpoint.method().equals(method))
        .flatExtracting(Endpoint::operations)
        .hasSize(count);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "catalog, 167",
    "iam, 97",
    "ml, 112",
    "compute, 72",
    "postgres, 71",
    "sql, 69",
    "jobs, 23",
    "settings, 108",
    "workspace, 35",
    "serving, 24",
    "files, 24",
    "oidc, 1",
    "dbutils, 2"
  })
  void endpoints_service_haveAsManyOperations(String service, int count) {
    assertThat(CATALOG.endpoints())
        .flatExtracting(Endpoint::operations)
        .filteredOn(operation -> operation.service().equals(service))
        .hasSize(count);
  }

  /** 256 operations are lists; eleven of them share their endpoint with another one. */
  @Test
  void lists_standard_areAllThatAreKnown() {
    List<ListDescriptor> lists =
        CATALOG.endpoints().stream().flatMap(e -> e.list().stream()).toList();
    assertThat(counted(lists.stream(), ListDescriptor::style))
        .isEqualTo(
            Map.of(
                "Token", 189L,
                "Single", 45L,
                "Offset", 6L,
                "Page", 2L,
                "NextRequest", 1L,
                "Chunks", 1L,
                "ByteRanges", 1L));
    assertThat(counted(lists.stream(), ListDescriptor::items))
        .isEqualTo(Map.of("Member", 233L, "Root", 9L, "Merged", 2L, "Several", 1L));
  }

  static Stream<Endpoint> routed() {
    return CATALOG.endpoints().stream().filter(Endpoint::isRouted);
  }

  /** A path that fits a template, with a value for each name. */
  private static Map.Entry<String, Map<String, String>> path(String template) {
    Map<String, String> values = new LinkedHashMap<>();
    StringBuilder path = new StringBuilder();
    String rest = template;
    for (int open = rest.indexOf('{'); open >= 0; open = rest.indexOf('{')) {
      int close = rest.indexOf('}');
      String name = rest.substring(open + 1, close);
      String value = name.endsWith("+") ? "a%20b/" + values.size() + "/c" : "v%2F" + values.size();
      values.put(name.replace("+", ""), value);
      path.append(rest, 0, open).append(value);
      rest = rest.substring(close + 1);
    }
    return Map.entry(path.append(rest).toString(), values);
  }

  @ParameterizedTest
  @MethodSource("routed")
  void find_pathMadeOfATemplate_isItsEndpoint(Endpoint endpoint) {
    Map.Entry<String, Map<String, String>> made = path(endpoint.template());
    String path = made.getKey();
    String method = endpoint.method();
    assertThat(at(method, path)).isSameAs(endpoint);
    assertThat(at(method, path + "/")).isSameAs(endpoint);
    assertThat(at(method, path.replace("/", "//"))).isSameAs(endpoint);
    assertThat(at(method, path.replaceFirst("^/api/\\d\\.\\d/", "/api/17.4/"))).isSameAs(endpoint);
    assertThat(CATALOG.find("BREW", path)).isEmpty();
    assertThat(CATALOG.at(path)).contains(endpoint);
    assertThat(endpoint.parameters(path)).containsAllEntriesOf(made.getValue());
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "GET, /api/2.2/jobs/list, jobs.list",
    "GET, /api/2.0/permissions/authorization/passwords, users.get_permissions",
    "GET, /api/2.0/permissions/jobs/7, jobs.get_permissions",
    "GET, /api/2.0/permissions/directories/7, permissions.get",
    "POST, /api/2.0/sql/warehouses/7/edit, warehouses.edit",
    "GET, /api/2.0/sql/warehouses/7, warehouses.get",
    "DELETE, /api/2.0/sql/warehouses/7, warehouses.delete",
    "GET, /api/2.0/fs/files/Volumes/a/b/c/d.csv, files.download",
    "HEAD, /api/2.0/fs/files/Volumes/a/b/c/d.csv, files.get_metadata",
    "GET, /api/2.0/fs/files//Volumes/a/b/c/d.csv, files.download",
    "GET, /api/2.0/postgres/projects/p/branches/b/operations/7, postgres.get_operation",
    "GET, /api/2.0/postgres/synced_tables/a.b.c, postgres.get_synced_table",
    "POST, /serving-endpoints/e/invocations, serving_endpoints.query",
    "PUT, /api/2.0/serving-endpoints/e/config, serving_endpoints.update_config",
    "PUT, /api/2.0/serving-endpoints/pt/e/config,"
        + " serving_endpoints.update_provisioned_throughput_endpoint_config",
    "GET, /api/environments/v1/operations/7, environments.get_operation",
    "POST, /oidc/v1/token, oidc.token"
  })
  void find_path_isTheOperationThatFitsBest(String method, String path, String operation) {
    assertThat(at(method, path).operations().getFirst().name()).isEqualTo(operation);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /api/2.2/jobs/list/more",
    "GET, /api/2.2/jobs",
    "GET, /api/jobs/list",
    "GET, /api/environments/1.0/operations/7",
    "PUT, /api/2.2/jobs/list",
    "get, /api/2.2/jobs/list",
    "GET, /",
    "GET, ''",
    "POST, '{data_plane_url}'"
  })
  void find_otherPath_isNothing(String method, String path) {
    assertThat(CATALOG.find(method, path)).isEmpty();
  }

  @Test
  void at_path_isTheEndpointsOfAllMethods() {
    assertThat(CATALOG.at("/api/2.0/accounts/a/scim/v2/Users/7"))
        .extracting(Endpoint::method)
        .containsExactly("GET", "PUT", "PATCH", "DELETE");
    assertThat(CATALOG.at("/api/2.0/nowhere")).isEmpty();
  }

  /** One name of the SDKs stands for several segments of the path. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "DELETE, /api/disaster-recovery/v1/accounts/a/failover-groups/f,"
        + " 'account_id=a, failover_group_id=f, name=accounts/a/failover-groups/f'",
    "GET, /api/2.0/ai-search/workspaces/w/endpoints/e/indexes,"
        + " 'workspace_id=w, endpoint_id=e, parent=workspaces/w/endpoints/e'",
    "POST, /api/2.0/ai-search/workspaces/w/endpoints/e/indexes/i:query,"
        + " 'workspace_id=w, endpoint_id=e, index_id=i, name=workspaces/w/endpoints/e/indexes/i'",
    "GET, /api/2.0/fs/files/Volumes/a%20b/c, 'file_path=Volumes/a%20b/c'",
    "GET, /api/2.0/postgres/a/b/operations/o,"
        + " 'resource=a/b, operation_id=o, name=a/b/operations/o'"
  })
  void parameters_path_areTheNamesOfBothTemplates(String method, String path, String expected) {
    assertThat(at(method, path).parameters(path)).hasToString("{" + expected + "}");
  }

  @Test
  void parameters_otherPath_areNone() {
    assertThat(at("GET", "/api/2.0/sql/warehouses/7").parameters("/api/2.0/sql/queries/7"))
        .isEmpty();
    assertThat(CATALOG.endpoints())
        .filteredOn(endpoint -> !endpoint.isRouted())
        .allSatisfy(endpoint -> assertThat(endpoint.parameters("/x")).isEmpty())
        .hasSize(1);
  }

  /** The SDKs' older call drops users that it has seen before, its newer one does not. */
  @Test
  void find_endpointOfTwoOperations_dropsItemsThatCameBefore() {
    Endpoint users = at("GET", "/api/2.0/preview/scim/v2/Users");
    assertThat(users.operations())
        .extracting(Operation::name)
        .containsExactly("users.list", "users_v2.list");
    assertThat(users.list())
        .contains(
            new ListDescriptor(
                new Items.Member(List.of("Resources")),
                new PageStyle.Offset("startIndex", "count", 1),
                Map.of("count", "10000"),
                Optional.of("count"),
                Optional.of("id"),
                List.of("itemsPerPage", "startIndex")));
  }

  @Test
  void find_operationsThatNameParametersDifferently_shareAnEndpoint() {
    assertThat(at("GET", "/api/2.0/permissions/directories/7").operations())
        .extracting(Operation::service)
        .containsExactly("iam", "workspace");
  }

  @Test
  void list_token_isFollowedInTheQuery() {
    assertThat(list("/api/2.2/jobs/list"))
        .isEqualTo(
            new ListDescriptor(
                new Items.Member(List.of("jobs")),
                new PageStyle.Token(
                    PageStyle.Place.QUERY,
                    "page_token",
                    "next_page_token",
                    Optional.empty(),
                    Optional.empty()),
                Map.of(),
                Optional.of("limit"),
                Optional.empty(),
                List.of("next_page_token", "prev_page_token", "has_more")));
  }

  /** Without it they are one unpaged answer, which is announced to go. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "catalogs",
        "permissions/table/a.b.c",
        "effective-permissions/table/a.b.c",
        "recipients/r/share-permissions",
        "shares/s/permissions"
      })
  void list_ofUnityCatalogThatIsPagedOnlyIfAsked_asksForTheServersPageSize(String path) {
    assertThat(list("/api/2.1/unity-catalog/" + path).defaults())
        .isEqualTo(Map.of("max_results", "0"));
  }

  static Stream<Map.Entry<String, PageStyle>> styles() {
    PageStyle.Place body = PageStyle.Place.BODY;
    Optional<String> none = Optional.empty();
    return Stream.of(
        Map.entry("POST /api/2.1/clusters/events", new PageStyle.NextRequest("next_page")),
        Map.entry(
            "POST /api/2.0/mlflow/runs/search",
            new PageStyle.Token(body, "page_token", "next_page_token", Optional.empty(), none)),
        Map.entry(
            "POST /api/2.0/vector-search/indexes/i/scan",
            new PageStyle.Token(
                body, "last_primary_key", "last_primary_key", Optional.empty(), none)),
        Map.entry(
            "POST /api/2.0/vector-search/indexes/i/query",
            new PageStyle.Token(
                body,
                "page_token",
                "next_page_token",
                Optional.of(List.of("endpoint_name")),
                Optional.of("/api/2.0/vector-search/indexes/{index_name}/query-next-page"))),
        Map.entry(
            "GET /api/2.0/pipelines/p/events",
            new PageStyle.Token(
                PageStyle.Place.QUERY,
                "page_token",
                "next_page_token",
                Optional.of(List.of("max_results")),
                none)),
        Map.entry(
            "GET /api/2.0/repos",
            new PageStyle.Token(
                PageStyle.Place.QUERY,
                "next_page_token",
                "next_page_token",
                Optional.empty(),
                none)),
        Map.entry("GET /api/2.0/preview/sql/queries", new PageStyle.Page("page", 1)),
        Map.entry(
            "GET /api/2.0/sql/statements/s/result/chunks/0",
            new PageStyle.Chunks("chunk_index", "next_chunk_index")),
        Map.entry("GET /api/2.0/dbfs/read", new PageStyle.ByteRanges()),
        Map.entry("GET /api/2.0/secrets/list", new PageStyle.Single()));
  }

  @ParameterizedTest
  @MethodSource("styles")
  void list_style_isThatOfTheApi(Map.Entry<String, PageStyle> expected) {
    String[] request = expected.getKey().split(" ");
    assertThat(at(request[0], request[1]).list().orElseThrow().style())
        .isEqualTo(expected.getValue());
  }

  @Test
  void list_items_standWhereTheApiPutsThem() {
    assertThat(list("/api/2.0/accounts/a/workspaces").items()).isEqualTo(new Items.Root());
    assertThat(list("/api/2.1/data-sharing/providers/p/shares/s").items())
        .isEqualTo(new Items.Several(List.of("functions", "notebooks", "tables", "volumes")));
    assertThat(list("/api/2.2/jobs/runs/get").items())
        .isEqualTo(
            new Items.Merged(
                List.of("job_clusters", "job_parameters", "repair_history"),
                Optional.of(new Items.Alternative("iterations", "tasks"))));
    assertThat(list("/api/2.2/jobs/get").items())
        .isEqualTo(
            new Items.Merged(
                List.of(
                    "settings.tasks",
                    "settings.job_clusters",
                    "settings.parameters",
                    "settings.environments"),
                Optional.empty()));
    assertThat(at("POST", "/api/2.0/vector-search/indexes/i/query").list().orElseThrow().items())
        .isEqualTo(new Items.Member(List.of("result", "data_array")));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "POST, /api/2.2/jobs/run-now, idempotency_token, BODY, true",
    "POST, /api/2.2/jobs/runs/submit, idempotency_token, BODY, true",
    "POST, /api/2.0/default-base-environments, request_id, BODY, true",
    "POST, /api/environments/v1/workspace-base-environments, request_id, QUERY, true",
    "POST, /api/2.0/database/credentials, request_id, BODY, false",
    "DELETE, /api/2.0/postgres/projects/p/preview/replication-groups/g, request_id, QUERY, false"
  })
  void idempotency_endpoint_isItsField(
      String method, String path, String name, Place place, boolean documented) {
    assertThat(at(method, path).idempotency())
        .contains(new IdempotencyField(name, place, documented));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "POST, /api/2.1/unity-catalog/temporary-service-credentials",
    "POST, /api/2.0/unity-catalog/temporary-path-credentials",
    "POST, /api/2.0/unity-catalog/temporary-table-credentials",
    "POST, /api/2.0/unity-catalog/temporary-volume-credentials",
    "POST, /api/2.0/accounts/a/servicePrincipals/7/credentials/secrets",
    "POST, /api/2.0/accounts/servicePrincipals/7/credentials/secrets",
    "POST, /api/2.0/token-management/on-behalf-of/tokens",
    "POST, /api/2.0/token/create",
    "GET, /api/2.0/git-credentials/7",
    "GET, /api/2.0/secrets/get",
    "POST, /oidc/v1/token",
    "GET, /dbutils/secrets/getBytes",
    "GET, /dbutils/secrets/get"
  })
  void reveals_callThatHandsOutCredentials_isSo(String method, String path) {
    assertThat(at(method, path).reveals()).isTrue();
  }

  @Test
  void operation_media_areTypesOtherThanJson() {
    assertThat(at("POST", "/serving-endpoints/e/invocations").operations().getFirst().mediaTypes())
        .containsExactly("text/event-stream");
    assertThat(at("GET", "/api/2.0/fs/files/a").operations().getFirst().mediaTypes())
        .containsExactly("application/octet-stream");
  }
}
