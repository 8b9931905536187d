package io.labauth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labkey.remoteapi.ApiKeyCredentialsProvider;
import org.labkey.remoteapi.CommandException;
import org.labkey.remoteapi.Connection;
import org.labkey.remoteapi.query.DeleteRowsCommand;
import org.labkey.remoteapi.query.SelectRowsCommand;
import org.labkey.remoteapi.query.SelectRowsResponse;
import org.labkey.remoteapi.security.WhoAmICommand;

/** LabKey's own Java client finds in the fake the server that it knows. */
@Timeout(30)
class LabKeysOwnClientTest {
    /** Kept here, since {@code java.util.logging} forgets what nobody holds: the client logs each of its requests. */
    private static final Logger CLIENT = Logger.getLogger("org.labkey.remoteapi");

    static {
        CLIENT.setLevel(Level.WARNING);
    }

    private final FakeLabKey fake = FakeLabKey.builder().contextPath("/labkey").start();
    private final FakeLabKeyUser ada = fake.addUser("ada@example.org", "Ada");
    private final String key = fake.issueKey(ada, "nightly import");
    private final Connection connection = connect(key);

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void signsIn_whenTheKeyIsGood() throws Exception {
        assertThat(new WhoAmICommand().execute(connection, "/home").getEmail()).isEqualTo("ada@example.org");
        assertThat(fake.calls().count("ensureLogin")).isEqualTo(2);
    }

    @Test
    void livesOnItsCookies_onceSignedIn() throws Exception {
        new WhoAmICommand().execute(connection, "/home");

        fake.endSessions();

        assertThat(new WhoAmICommand().execute(connection, "/home").getUserId()).isEqualTo(0);
    }

    @Test
    void selectsItsKeys() throws Exception {
        fake.issueKey(fake.addUser("bob@example.org", "Bob"), "not Ada's");

        SelectRowsResponse answer = keys();

        assertThat(answer.getRowCount()).isEqualTo(1);
        assertThat(answer.getRows().get(0))
                .containsEntry("Description", "nightly import")
                .containsEntry("CreatedBy", ada.id());
        assertThat(answer.getRows().get(0).get("Created")).isInstanceOf(java.util.Date.class);
    }

    @Test
    void selectsItsKeysInTheExtendedFormat() throws Exception {
        SelectRowsCommand select = new SelectRowsCommand("core", "UserApiKeys");
        select.setExtendedFormat(true);

        Map<String, Object> row = select.execute(connection, "/").getRows().get(0);

        assertThat(row.get("Description")).isEqualTo(Map.of("value", "nightly import"));
    }

    @Test
    void deletesAKey_whichIsRefusedFromThenOn() throws Exception {
        DeleteRowsCommand delete = new DeleteRowsCommand("core", "UserApiKeys");
        delete.addRow(Map.of("RowId", keys().getRows().get(0).get("RowId")));

        Number affected = delete.execute(connection, "/home").getRowsAffected();

        assertThat(affected).isEqualTo(1);
        assertThat(refusal(connect(key)).getStatusCode()).isEqualTo(401);
    }

    @Test
    void isRefused_whenTheKeyIsBad() {
        CommandException e = refusal(connect("0".repeat(64)));

        assertThat(e.getStatusCode()).isEqualTo(401);
        assertThat(e.getAuthHeaderValue()).startsWith("Basic realm");
    }

    @Test
    void isForbiddenWhatAdministratorsMay() throws Exception {
        CommandException e = catchThrowableOfType(
                CommandException.class, () -> new SelectRowsCommand("core", "APIKeys").execute(connection, "/home"));

        assertThat(e.getStatusCode()).isEqualTo(403);
    }

    private SelectRowsResponse keys() throws Exception {
        SelectRowsCommand select = new SelectRowsCommand("core", "UserApiKeys");
        select.setColumns(List.of("RowId", "Description"));
        return select.execute(connection, "/home");
    }

    private CommandException refusal(Connection refused) {
        return catchThrowableOfType(
                CommandException.class, () -> new SelectRowsCommand("core", "UserApiKeys").execute(refused, "/home"));
    }

    private Connection connect(String apiKey) {
        return new Connection(fake.baseUrl().toString(), new ApiKeyCredentialsProvider(apiKey));
    }
}
